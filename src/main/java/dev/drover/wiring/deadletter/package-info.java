/** The beans of what could not be done: how it is kept, and what operators do with it. */
@NullMarked
package dev.drover.wiring.deadletter;

import org.jspecify.annotations.NullMarked;
