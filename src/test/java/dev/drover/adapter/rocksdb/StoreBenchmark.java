package dev.drover.adapter.rocksdb;

import com.sun.management.OperatingSystemMXBean;
import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.adapter.memory.MemoryTaskStore;
import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import dev.drover.task.Change;
import dev.drover.task.Query;
import dev.drover.task.Samples;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.task.TaskStore;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast tasks live: opened in one commit, ended in another, by 64 virtual threads. Not a test.
 *
 * <p>Arguments: rocksdb, unsynced or memory; how many tasks; the folder; how many tasks that have ended are kept, all
 * unless given.
 */
public final class StoreBenchmark {
    private static final int CALLERS = 64;
    private static final AtomicLong IDS = new AtomicLong(System.currentTimeMillis() << 20);

    private StoreBenchmark() {}

    public static void main(String[] args) throws Exception {
        int tasks = Integer.parseInt(args[1]);
        long keep = args.length > 3 ? Long.parseLong(args[3]) : Long.MAX_VALUE;
        try (TaskStore store = open(args);
                ScheduledExecutorService upkeep = Executors.newSingleThreadScheduledExecutor()) {
            upkeep.scheduleWithFixedDelay(() -> purge(store, keep), 1, 1, TimeUnit.SECONDS);
            live(store, tasks / 4);
            for (int round = 0; round < 3; round++) {
                live(store, tasks);
            }
            list(store);
        }
    }

    private static TaskStore open(String[] args) throws Exception {
        if (args[0].equals("memory")) {
            return new MemoryTaskStore(Long.MAX_VALUE);
        }
        Path folder = args.length > 2 ? Path.of(args[2]) : Files.createTempDirectory("store");
        return new RocksTaskStore(RocksDb.open(folder, args[0].equals("rocksdb")), new JsonTaskCodec(), 32 << 20);
    }

    private static void purge(TaskStore store, long keep) {
        while (store.purge(Instant.MIN, keep, 1_000) == 1_000) {}
    }

    private static void live(TaskStore store, int tasks) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        AtomicLong left = new AtomicLong(tasks);
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                Caller caller = new Caller("caller-" + i % 8);
                callers.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        live(store, caller);
                    }
                });
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double micros = (system.getProcessCpuTime() - cpu) / 1e3 / tasks;
        System.out.printf("%,d tasks: %,.0f tasks/s, %.1f us CPU a task%n", tasks, tasks / seconds, micros);
    }

    private static void live(TaskStore store, Caller caller) {
        long number = IDS.incrementAndGet();
        String id = "task-" + Long.toHexString(number) + "-7b21-4f0c";
        String context = "context-" + Long.toHexString(number / 4);
        Change open = Samples.open(id, caller, context, Instant.now());
        if (!store.append(open)) {
            throw new IllegalStateException(id);
        }
        Task task = store.find(Scope.of(caller), id).orElseThrow();
        if (!store.append(Samples.end(task, TaskState.COMPLETED, Instant.now()))) {
            throw new IllegalStateException(id);
        }
        if (store.find(Scope.of(caller), id).isEmpty()) {
            throw new IllegalStateException(id);
        }
    }

    private static void list(TaskStore store) {
        Scope owner = Scope.of(new Caller("caller-3"));
        for (int i = 0; i < 200; i++) {
            store.list(owner, Samples.all(50));
        }
        for (Query query : new Query[] {
            Samples.all(50),
            new Query(null, TaskState.COMPLETED, null, 50, null),
            new Query(null, TaskState.FAILED, null, 50, null),
            new Query("context-1", null, null, 50, null)
        }) {
            for (Scope scope : new Scope[] {owner, Scope.all()}) {
                long start = System.nanoTime();
                int total = 0;
                for (int i = 0; i < 20; i++) {
                    total = store.list(scope, query).total();
                }
                System.out.printf(
                        "%s %s: %.2f ms a page of 50, total %,d%n",
                        scope, query, (System.nanoTime() - start) / 20e6, total);
            }
        }
    }
}
