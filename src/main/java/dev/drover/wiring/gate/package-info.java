/** The beans of the gate: who calls, what they may do, and how often. */
@NullMarked
package dev.drover.wiring.gate;

import org.jspecify.annotations.NullMarked;
