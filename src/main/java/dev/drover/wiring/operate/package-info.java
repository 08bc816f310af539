/** What operators see: metrics, logs, traces, the command line. */
@NullMarked
package dev.drover.wiring.operate;

import org.jspecify.annotations.NullMarked;
