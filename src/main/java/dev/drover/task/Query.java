package dev.drover.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks to list. Tasks come with the latest state change first, then by id, descending;
 * absent filters let all pass.
 *
 * @param since only tasks whose state changed then or later
 * @param limit at least 1
 * @param after absent for the first page
 */
public record Query(
        @Nullable String contextId,
        @Nullable TaskState state,
        @Nullable Instant since,
        int limit,
        @Nullable Cursor after) {
    /** Tasks are counted exactly up to here; a larger count is given as this number. */
    public static final int COUNTED = 10_000;
}
