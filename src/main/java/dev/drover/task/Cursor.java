package dev.drover.task;

import java.time.Instant;

/** The last task of a page: the next page begins behind it. */
public record Cursor(Instant at, String taskId) {}
