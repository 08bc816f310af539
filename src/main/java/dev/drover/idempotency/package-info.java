/** A repeated request finds the first one's task. */
@NullMarked
package dev.drover.idempotency;

import org.jspecify.annotations.NullMarked;
