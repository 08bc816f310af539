package dev.drover.task;

import dev.drover.message.Artifact;

/** An artifact and the step that made it; the step of the merged answer is empty. */
public record Produced(String step, Artifact artifact) {}
