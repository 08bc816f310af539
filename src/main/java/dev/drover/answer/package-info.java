/** One honest answer out of many replies. */
@NullMarked
package dev.drover.answer;

import org.jspecify.annotations.NullMarked;
