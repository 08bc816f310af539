package dev.drover.trace;

import java.util.List;

/**
 * One stretch of work in a trace, from when it is made until {@link #end}. What is set on it are names, ids and numbers,
 * never what callers or agents say. Safe for any number of threads.
 */
public interface Span {
    /** Who waits for whom. */
    enum Kind {
        /** A step on the way. */
        INTERNAL,
        /** Answers somebody outside. */
        SERVER,
        /** Asks somebody outside. */
        CLIENT,
        /** Takes a message from a queue. */
        CONSUMER,
        /** Puts a message into a queue. */
        PRODUCER
    }

    /** A stretch inside this one. */
    Span child(String name, Kind kind);

    /** A better name than the one that it began with. */
    void name(String name);

    void set(String key, String value);

    void set(String key, long value);

    void set(String key, List<String> values);

    /** It ended badly; the reason is a word of ours, or the type of an error. */
    void failed(String reason);

    /** Another trace has to do with it and is not above it. */
    void link(TraceContext other);

    /** What to tell others who work inside it. */
    TraceContext context();

    void end();
}
