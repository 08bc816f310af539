/** An expected no, said to the caller. */
@NullMarked
package dev.drover.refusal;

import org.jspecify.annotations.NullMarked;
