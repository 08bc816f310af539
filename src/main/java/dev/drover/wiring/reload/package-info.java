/** Route files of agents that come, change and go while Drover runs. */
@NullMarked
package dev.drover.wiring.reload;

import org.jspecify.annotations.NullMarked;
