/** How much work is let in. */
@NullMarked
package dev.drover.limits;

import org.jspecify.annotations.NullMarked;
