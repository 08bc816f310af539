/** Agents behind A2A as the routes of {@code kind = a2a} call them. */
@NullMarked
package dev.drover.wiring.remote;

import org.jspecify.annotations.NullMarked;
