/** Who calls, and what they may see. */
@NullMarked
package dev.drover.identity;

import org.jspecify.annotations.NullMarked;
