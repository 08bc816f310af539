/** How much models may take: for a task, and for a caller in a day. */
@NullMarked
package dev.drover.budget;

import org.jspecify.annotations.NullMarked;
