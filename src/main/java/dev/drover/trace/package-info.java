/** What led to what, told to whoever draws it: traces and the stretches of work in them. */
@NullMarked
package dev.drover.trace;

import org.jspecify.annotations.NullMarked;
