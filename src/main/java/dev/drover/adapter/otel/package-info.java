/** Traces as OpenTelemetry has them. */
@NullMarked
package dev.drover.adapter.otel;

import org.jspecify.annotations.NullMarked;
