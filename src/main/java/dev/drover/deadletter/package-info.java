/** What ended without an answer and waits for an operator. */
@NullMarked
package dev.drover.deadletter;

import org.jspecify.annotations.NullMarked;
