package dev.drover.model;

/**
 * A service that takes a conversation and gives its next turn. Both methods block, end soon after their thread is
 * interrupted, never try again by themselves, and may throw {@code ModelFailure}. Safe for any number of threads.
 */
public interface Model {
    /** The next turn, whole. */
    Answer answer(Prompt prompt);

    /** The next turn, in pieces as they come. */
    AnswerStream stream(Prompt prompt);
}
