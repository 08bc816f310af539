package dev.drover.task;

/** Which replica works on a task, and the how-manieth taking that is. */
public record Taken(String replica, long epoch) {}
