/** Small values by key, shared by all replicas. */
@NullMarked
package dev.drover.state;

import org.jspecify.annotations.NullMarked;
