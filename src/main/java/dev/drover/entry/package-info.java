/** How a message came in. */
@NullMarked
package dev.drover.entry;

import org.jspecify.annotations.NullMarked;
