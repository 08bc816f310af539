package dev.drover.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Makes the trouble that the plan says, one after another, and heals each before the next. It notes which
 * calls lose their replica, so that it can be told later when somebody else took them up.
 */
final class Havoc {
    /** A call that was under way when its replica was lost. */
    record Orphan(Recorder.Call call, long since) {}

    private static final Duration LULL = Duration.ofSeconds(10);

    final List<Orphan> orphans = new ArrayList<>();
    private final Plan plan;
    private final Fleet fleet;
    private final SharedStore store;
    private final Recorder agents;
    private final Random random;

    Havoc(Plan plan, Fleet fleet, SharedStore store, Recorder agents, long seed) {
        this.plan = plan;
        this.fleet = fleet;
        this.store = store;
        this.agents = agents;
        random = new Random(seed);
    }

    void run() throws Exception {
        List<Trouble> all = new ArrayList<>(plan.trouble());
        Collections.shuffle(all, random);
        for (Trouble trouble : all) {
            Thread.sleep(plan.calm());
            List<Fleet.Member> victims = new ArrayList<>(fleet.members);
            Collections.shuffle(victims, random);
            make(trouble, victims.get(0), victims.get(1));
        }
    }

    private void make(Trouble trouble, Fleet.Member one, Fleet.Member other) throws Exception {
        switch (trouble) {
            case KILL -> {
                kill(one);
                Thread.sleep(pastTheLease());
                one.process().start();
            }
            case FREEZE -> {
                freeze(one);
                Thread.sleep(pastTheLease());
                one.process().signal("CONT");
            }
            case RESTART_STORE -> {
                store.kill();
                Thread.sleep(Duration.ofSeconds(2));
                store.startAgain();
            }
            case BREAK_CONNECTIONS -> {
                one.way().shut();
                Thread.sleep(Duration.ofSeconds(1));
                one.way().openAgain();
            }
            case SILENCE_CONNECTIONS -> {
                one.way().freeze();
                Thread.sleep(pastTheLease());
                one.way().thaw();
            }
            case KILL_AND_FREEZE -> {
                kill(one);
                freeze(other);
                Thread.sleep(pastTheLease());
                other.process().signal("CONT");
                one.process().start();
            }
        }
    }

    private void kill(Fleet.Member member) throws Exception {
        lose(member);
        member.process().kill();
    }

    private void freeze(Fleet.Member member) throws Exception {
        lose(member);
        member.process().signal("STOP");
    }

    /** Not before there is something to lose. */
    private void lose(Fleet.Member member) throws InterruptedException {
        long until = System.nanoTime() + LULL.toNanos();
        while (agents.open(member.name()).isEmpty() && System.nanoTime() < until) {
            Thread.sleep(5);
        }
        long now = System.nanoTime();
        agents.open(member.name()).forEach(call -> orphans.add(new Orphan(call, now)));
    }

    private Duration pastTheLease() {
        return plan.lease().plus(Duration.ofSeconds(2));
    }
}
