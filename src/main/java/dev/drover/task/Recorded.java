package dev.drover.task;

/** An event with its place in its task's journal, from 1. */
public record Recorded(long sequence, Event event) {}
