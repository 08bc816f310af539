package dev.drover.wiring.trace;

import dev.drover.trace.Span;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The innermost open span of a thread, for what knows no exchange: models, and lines of the log, which get the trace's id
 * by it. Threads that are begun inside a span inherit it.
 */
final class Current {
    /** As the Elastic Common Schema calls it. */
    private static final String TRACE = "trace.id";

    private static final InheritableThreadLocal<@Nullable Span> SPAN = new InheritableThreadLocal<>();

    private Current() {}

    static @Nullable Span span() {
        return SPAN.get();
    }

    static Mark enter(Span span) {
        Mark mark = new Mark(Thread.currentThread(), SPAN.get(), MDC.get(TRACE));
        SPAN.set(span);
        MDC.put(TRACE, span.context().traceId());
        return mark;
    }

    /** What to go back to. */
    record Mark(
            Thread thread, @Nullable Span span, @Nullable String traceId) {
        void leave() {
            if (Thread.currentThread() != thread) {
                return;
            }
            SPAN.set(span);
            if (traceId == null) {
                MDC.remove(TRACE);
            } else {
                MDC.put(TRACE, traceId);
            }
        }
    }
}
