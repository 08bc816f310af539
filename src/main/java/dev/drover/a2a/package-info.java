/** The A2A 1.0 wire: HTTP requests in, calls out; tasks, events, refusals and the agent card back, in both bindings. */
@NullMarked
package dev.drover.a2a;

import org.jspecify.annotations.NullMarked;
