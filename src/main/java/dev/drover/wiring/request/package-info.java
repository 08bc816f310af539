/** The beans of the entries: from a message at a door to its answer out of the journal. */
@NullMarked
package dev.drover.wiring.request;

import org.jspecify.annotations.NullMarked;
