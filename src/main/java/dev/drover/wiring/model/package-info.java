/** The beans of agents that are models. */
@NullMarked
package dev.drover.wiring.model;

import org.jspecify.annotations.NullMarked;
