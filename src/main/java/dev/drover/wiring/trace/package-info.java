/** Traces: which routes are spans, what is told of them, and how the trace comes in and goes out. */
@NullMarked
package dev.drover.wiring.trace;

import org.jspecify.annotations.NullMarked;
