package dev.drover.adapter.rocksdb;

import dev.drover.refusal.StoreUnavailable;
import dev.drover.task.Rounds;
import dev.drover.task.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The one thread that writes. It takes all commits that wait, as one group, so the more callers there are the fewer
 * batches and syncs each of them pays for. Callers are virtual threads as a rule: a write is a native call, and it must
 * not hold their carrier.
 */
final class GroupWriter {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int GROUP_COMMITS = 1_024;
    private static final int YIELDS = 16;
    private static final int GROUP_BYTES = 8 << 20;

    private final Queue<Commit> waiting = new ConcurrentLinkedQueue<>();
    private final Consumer<List<Commit>> write;
    private final Thread thread;
    private final Subscription rounds = new Rounds(Duration.ofSeconds(1)).join(this::expire);
    private volatile List<Commit> writing = List.of();
    private volatile boolean asleep;
    private volatile boolean closing;

    GroupWriter(Consumer<List<Commit>> write) {
        this.write = write;
        thread = Thread.ofPlatform().name("store-writer").daemon().start(this::run);
    }

    /** Hands it in and waits for it; true if it was committed, false if it declined. */
    boolean commit(Commit commit) {
        submit(commit);
        return commit.await();
    }

    /** Lets those go who have waited for too long. */
    private void expire() {
        writing.forEach(Commit::expire);
        waiting.forEach(Commit::expire);
    }

    void submit(Commit commit) {
        if (closing) {
            throw new StoreUnavailable("the store is closed");
        }
        waiting.add(commit);
        wake();
    }

    private void wake() {
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (true) {
            List<Commit> group = take();
            if (!group.isEmpty()) {
                writing = group;
                write.accept(group);
                writing = List.of();
            } else if (closing) {
                return;
            } else {
                sleep();
            }
        }
    }

    private List<Commit> take() {
        List<Commit> group = new ArrayList<>();
        int bytes = 0;
        while (group.size() < GROUP_COMMITS && bytes < GROUP_BYTES) {
            Commit next = waiting.poll();
            if (next == null) {
                break;
            }
            group.add(next);
            bytes += next.size();
        }
        return group;
    }

    /** Callers that were just answered mostly come back soon: giving way is cheaper for all than falling asleep. */
    private void sleep() {
        for (int i = 0; i < YIELDS; i++) {
            Thread.yield();
            if (!waiting.isEmpty()) {
                return;
            }
        }
        asleep = true;
        if (waiting.isEmpty() && !closing) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    /** Lets what waits be written, then ends the thread; false if that takes too long. */
    boolean close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Commit late = waiting.poll();
        while (late != null) {
            late.fail(new IllegalStateException("the store is closed"));
            late = waiting.poll();
        }
        if (thread.isAlive()) {
            return false;
        }
        rounds.close();
        return true;
    }
}
