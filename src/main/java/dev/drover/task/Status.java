package dev.drover.task;

import dev.drover.message.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A task's state, since when, and what was said with it. */
public record Status(TaskState state, @Nullable Message message, Instant at) {}
