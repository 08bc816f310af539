/** The beans of agents that wait for their work behind a queue. */
@NullMarked
package dev.drover.wiring.worker;

import org.jspecify.annotations.NullMarked;
