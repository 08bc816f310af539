/** Remote agents that speak A2A 1.0: their cards, and calls to them over HTTP. */
@NullMarked
package dev.drover.adapter.a2aclient;

import org.jspecify.annotations.NullMarked;
