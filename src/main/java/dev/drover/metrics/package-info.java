/** What operators count and time. */
@NullMarked
package dev.drover.metrics;

import org.jspecify.annotations.NullMarked;
