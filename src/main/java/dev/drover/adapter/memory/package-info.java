/** Stores that keep nothing beyond the process. */
@NullMarked
package dev.drover.adapter.memory;

import org.jspecify.annotations.NullMarked;
