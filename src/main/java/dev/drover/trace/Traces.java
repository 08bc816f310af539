package dev.drover.trace;

import org.jspecify.annotations.Nullable;

/** Begins traces. Every method returns at once and throws nothing. Safe for any number of threads. */
public interface Traces {
    /** A stretch inside one of somebody else's, or the first one of a new trace. */
    Span begin(String name, Span.Kind kind, @Nullable TraceContext parent);
}
