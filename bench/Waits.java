package bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What a virtual thread pays for a wait with a timeout, against one without: CPU time of one start of a thread and one
 * wait for it, among 64. {@code java bench/Waits.java} prints it.
 */
final class Waits {
    private static final int CALLERS = 64;
    private static final int ROUNDS = 5_000;

    private Waits() {}

    public static void main(String[] args) throws Exception {
        for (int i = 0; i < 5; i++) { // the last two are warm
            print("semaphore", Waits::semaphore);
            print("semaphore, timed", Waits::timedSemaphore);
            print("future", Waits::future);
            print("future, timed", Waits::timedFuture);
        }
    }

    private static void semaphore() throws Exception {
        Semaphore done = new Semaphore(0);
        Thread.startVirtualThread(done::release);
        done.acquire();
    }

    private static void timedSemaphore() throws Exception {
        Semaphore done = new Semaphore(0);
        Thread.startVirtualThread(done::release);
        if (!done.tryAcquire(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("late");
        }
    }

    private static void future() throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Thread.startVirtualThread(() -> done.complete(true));
        done.get();
    }

    private static void timedFuture() throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Thread.startVirtualThread(() -> done.complete(true));
        done.get(30, TimeUnit.SECONDS);
    }

    private static void print(String name, Wait wait) throws InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getProcessCpuTime();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(Thread.startVirtualThread(() -> repeat(wait)));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        double micros = (system.getProcessCpuTime() - before) / 1e3 / (CALLERS * ROUNDS);
        System.out.printf("%-20s %5.2f us%n", name, micros);
    }

    private static void repeat(Wait wait) {
        try {
            for (int i = 0; i < ROUNDS; i++) {
                wait.once();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Wait {
        void once() throws Exception;
    }
}
