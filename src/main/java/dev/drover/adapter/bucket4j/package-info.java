/** Rates by Bucket4j: in this process, or on the state repository for all replicas. */
@NullMarked
package dev.drover.adapter.bucket4j;

import org.jspecify.annotations.NullMarked;
