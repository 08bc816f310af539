package dev.drover.task;

import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The journal's port: where events are kept, and the index over their tasks. When a call returns, what it wrote is
 * durable. Every operation may throw {@code StoreUnavailable}. Safe for any number of threads.
 */
public interface TaskStore extends AutoCloseable {
    /** Commits the change, whole or not at all; false if the task is no longer at {@link Change#expected}. */
    boolean append(Change change);

    /** The task as it is now. */
    Optional<Task> find(Scope scope, String taskId);

    /** A page of listed tasks. */
    Page list(Scope scope, Query query);

    /** Up to {@code limit} events behind this sequence number, in order. */
    List<Recorded> events(String taskId, long after, int limit);

    /**
     * Runs {@code changed} after an append to the task; appends that come close together may share one run. A hint that
     * may be lost: who waits also looks from time to time. It must not block.
     */
    Subscription watch(String taskId, Runnable changed);

    /** Ids of tasks to work on (neither ended nor waiting), ascending, behind {@code after} ("" = all). */
    List<String> unfinished(String after, int limit);

    /**
     * Removes tasks that ended before {@code endedBefore}, and the oldest ended ones over {@code keep}, with all that
     * belongs to them; at most {@code limit}. Gives how many went.
     */
    int purge(Instant endedBefore, long keep, int limit);

    /** Ids of tasks of this owner's context, also of those that no listing shows; at most {@code limit}, in any order. */
    List<String> ofContext(Caller owner, String contextId, int limit);

    /** Removes a task with all that belongs to it; false if there is no such task, or it has not ended. */
    boolean remove(String taskId);

    @Override
    void close();
}
