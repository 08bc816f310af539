/** What can be said to {@code drover.jar} on the command line. */
@NullMarked
package dev.drover.wiring.command;

import org.jspecify.annotations.NullMarked;
