/** The beans of the work on a task: taking it, calling its agents, ending it. */
@NullMarked
package dev.drover.wiring.work;

import org.jspecify.annotations.NullMarked;
