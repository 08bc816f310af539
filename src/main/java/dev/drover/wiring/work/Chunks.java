package dev.drover.wiring.work;

import dev.drover.message.Part;
import dev.drover.task.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one step shows, on its way into the journal. A chunk of text goes at once; those that come within 50 ms after it
 * go together, sooner when they are 4 KiB, so that a model that says a word at a time does not write a word at a time.
 * The order stays. Safe for any number of threads.
 */
final class Chunks {
    static final Duration TOGETHER = Duration.ofMillis(50);
    static final int MOST = 4096;

    private static final Executor LATER = CompletableFuture.delayedExecutor(
            TOGETHER.toMillis(),
            TimeUnit.MILLISECONDS,
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("chunks-", 0).factory()));

    private final ReentrantLock lock = new ReentrantLock();
    private final Consumer<List<Event>> journal;
    private final Executor later;
    private Instant due = Instant.MIN;
    private Event.@Nullable ArtifactAdded waiting;
    private int length;

    Chunks(Consumer<List<Event>> journal) {
        this(journal, LATER);
    }

    /**
     * @param journal called by one thread at a time
     * @param later runs what it is given when the time is over
     */
    Chunks(Consumer<List<Event>> journal, Executor later) {
        this.journal = journal;
        this.later = later;
    }

    void show(Event event) {
        lock.lock();
        try {
            if (event instanceof Event.ArtifactAdded chunk && isText(chunk)) {
                gather(chunk);
            } else if (waiting == null) {
                journal.accept(List.of(event));
            } else {
                List<Event> both = List.of(waiting, event);
                waiting = null;
                journal.accept(both);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what waits: the step has replied, or the time is over. */
    void flush() {
        lock.lock();
        try {
            if (waiting != null) {
                Event.ArtifactAdded last = waiting;
                waiting = null;
                due = last.at().plus(TOGETHER);
                journal.accept(List.of(last));
            }
        } finally {
            lock.unlock();
        }
    }

    private void gather(Event.ArtifactAdded chunk) {
        if (waiting != null && !waiting.artifact().id().equals(chunk.artifact().id())) {
            flush();
        }
        boolean first = waiting == null;
        waiting = waiting == null ? chunk : behind(waiting, chunk);
        length = (first ? 0 : length) + length(chunk);
        if (chunk.at().isAfter(due) || length >= MOST || chunk.lastChunk()) {
            flush();
        } else if (first) {
            later.execute(this::flush);
        }
    }

    private static Event.ArtifactAdded behind(Event.ArtifactAdded before, Event.ArtifactAdded chunk) {
        return new Event.ArtifactAdded(
                chunk.at(), chunk.step(), before.artifact().append(chunk.artifact()), true, chunk.lastChunk());
    }

    private static boolean isText(Event.ArtifactAdded chunk) {
        return chunk.append()
                && chunk.artifact().parts().stream().allMatch(part -> part.content() instanceof Part.Content.Text);
    }

    private static int length(Event.ArtifactAdded chunk) {
        return chunk.artifact().parts().stream()
                .mapToInt(part -> part.content() instanceof Part.Content.Text text
                        ? text.text().length()
                        : 0)
                .sum();
    }
}
