/** How brokers are reached, for requests that come from them and for agents behind them. */
@NullMarked
package dev.drover.wiring.broker;

import org.jspecify.annotations.NullMarked;
