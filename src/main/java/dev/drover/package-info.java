/** Drover: an agent orchestrator on Apache Camel. */
@NullMarked
package dev.drover;

import org.jspecify.annotations.NullMarked;
