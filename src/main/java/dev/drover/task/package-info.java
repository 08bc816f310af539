/** The journal and the tasks folded from it. */
@NullMarked
package dev.drover.task;

import org.jspecify.annotations.NullMarked;
