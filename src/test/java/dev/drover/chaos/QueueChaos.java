package dev.drover.chaos;

import dev.drover.queue.AmqpBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Two replicas that take messages from one broker and share one Redis. Messages come twice, replicas are killed in the
 * middle of their work, and the broker goes and comes back. As a program it ends with 1 when a message was not answered,
 * or was answered by two tasks.
 */
public final class QueueChaos {
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration CALM = Duration.ofSeconds(5);
    private static final Duration AWAY = Duration.ofSeconds(2);
    private static final int REPLICAS = 2;
    private static final int RATE = 20;

    private QueueChaos() {}

    public static void main(String[] args) throws Exception {
        Map<String, String> knobs = System.getenv();
        int messages = Integer.parseInt(knobs.getOrDefault("MESSAGES", "2000"));
        int rounds = Integer.parseInt(knobs.getOrDefault("ROUNDS", "2"));
        Path folder = Files.createTempDirectory(Path.of("target"), "chaos").toAbsolutePath();
        List<String> violations = run(messages, rounds, folder);
        System.out.println("violations   " + violations.size());
        violations.stream().limit(20).forEach(violation -> System.out.println("  " + violation));
        System.out.println("logs of the replicas in " + folder);
        System.exit(violations.isEmpty() ? 0 : 1);
    }

    private static List<String> run(int messages, int rounds, Path folder) throws Exception {
        try (AmqpBroker broker = new AmqpBroker(folder.resolve("broker"));
                SharedStore store = Stores.start("redis");
                Recorder agents = new Recorder();
                Fleet fleet = new Fleet(REPLICAS, folder, store, agents, LEASE, trigger(broker))) {
            Questions questions = new Questions(broker.url());
            CompletableFuture<?> trouble = beside(() -> trouble(rounds, fleet, broker, agents));
            CompletableFuture<?> taker = beside(() -> {
                questions.take();
                return null;
            });
            questions.put(messages, RATE, () -> !trouble.isDone());
            trouble.join();
            taker.join();
            System.out.println(questions);
            List<Recorder.Call> calls = agents.calls();
            long distinct = calls.stream().map(Recorder.Call::id).distinct().count();
            System.out.println("calls        " + calls.size() + ", of them " + (calls.size() - distinct) + " again");
            List<String> violations = new ArrayList<>(questions.violations());
            violations.addAll(Recorder.differentForOneStep(calls));
            return violations;
        }
    }

    private static List<String> trigger(AmqpBroker broker) {
        return List.of(
                "triggers.work.kind = amqp",
                "triggers.work.url = " + broker.url(),
                "triggers.work.from = " + Questions.QUEUE,
                "triggers.work.send = none",
                "triggers.work.in-progress = 64");
    }

    /** One replica after the other is killed among its calls, comes back when its lease is over, and then the broker restarts. */
    private static Void trouble(int rounds, Fleet fleet, AmqpBroker broker, Recorder agents) throws Exception {
        for (int round = 0; round < rounds; round++) {
            for (Fleet.Member victim : fleet.members) {
                Thread.sleep(CALM);
                long lost = agents.open(victim.name()).size();
                victim.process().kill();
                System.out.println("killed       " + victim.name() + " in the middle of " + lost + " calls");
                Thread.sleep(LEASE.plus(AWAY));
                victim.process().start();
                Thread.sleep(CALM);
                broker.stop();
                Thread.sleep(AWAY);
                broker.start();
                System.out.println("restarted    the broker, " + broker.depth(Questions.QUEUE) + " messages wait");
            }
        }
        return null;
    }

    private static CompletableFuture<?> beside(Callable<?> work) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        work.call();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                Thread::startVirtualThread);
    }
}
