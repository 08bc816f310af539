package dev.drover.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Runs one plan and gives the verdict; as a program it prints it, and ends with 1 when something was violated. */
public final class Chaos {
    private static final long SEED = 20_260_301;
    private static final int REPLICAS = 3;

    private Chaos() {}

    public static void main(String[] args) throws Exception {
        Map<String, String> knobs = System.getenv();
        String store = knobs.getOrDefault("STORE", "redis");
        int messages = Integer.parseInt(knobs.getOrDefault("MESSAGES", "2000"));
        int rounds = Integer.parseInt(knobs.getOrDefault("ROUNDS", "2"));
        Path folder = Files.createTempDirectory(Path.of("target"), "chaos").toAbsolutePath();
        Verdict verdict = run(Plan.full(store, messages, rounds), folder);
        System.out.println(verdict);
        System.out.println("logs of the replicas in " + folder);
        System.exit(verdict.fine() && verdict.takenOver() > 0 ? 0 : 1);
    }

    /** Ends when all messages have ended, all trouble was made, or the patience is at its end. */
    static Verdict run(Plan plan, Path folder) throws Exception {
        try (SharedStore store = Stores.start(plan.store());
                Recorder agents = new Recorder();
                Fleet fleet = new Fleet(REPLICAS, folder, store, agents, plan.lease(), List.of())) {
            Work work = new Work(new Client(fleet.addresses()));
            Havoc havoc = new Havoc(plan, fleet, store, agents, SEED);
            CompletableFuture<Void> trouble = CompletableFuture.runAsync(() -> run(havoc), Thread::startVirtualThread);
            work.run(plan, () -> !trouble.isDone());
            trouble.join();
            return new Verdict(plan, work.sent(), work, agents.calls(), havoc.orphans);
        }
    }

    private static void run(Havoc havoc) {
        try {
            havoc.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
