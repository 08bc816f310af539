/** The sample: what the agents of a car dealer compute for a trade-in. Remove it together with its two routes. */
@NullMarked
package dev.drover.sample.tradein;

import org.jspecify.annotations.NullMarked;
