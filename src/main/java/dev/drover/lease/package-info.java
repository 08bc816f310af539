/** Which replica is alive, and so whose tasks are to be taken over. */
@NullMarked
package dev.drover.lease;

import org.jspecify.annotations.NullMarked;
