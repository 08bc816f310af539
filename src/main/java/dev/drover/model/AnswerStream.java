package dev.drover.model;

import java.util.Iterator;

/**
 * The text of one turn, piece by piece: {@code hasNext} waits for the next one. For one thread. It may throw
 * {@code ModelFailure} at any piece.
 */
public interface AnswerStream extends Iterator<String>, AutoCloseable {
    /** The whole turn, once there is no further piece. */
    Answer answer();

    @Override
    void close();
}
