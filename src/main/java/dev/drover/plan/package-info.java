/** Which agents work on a message, and in which order. */
@NullMarked
package dev.drover.plan;

import org.jspecify.annotations.NullMarked;
