/** Metrics by Micrometer, under names that begin with {@code drover}. */
@NullMarked
package dev.drover.adapter.micrometer;

import org.jspecify.annotations.NullMarked;
