/** Agents and what they answer. */
@NullMarked
package dev.drover.agent;

import org.jspecify.annotations.NullMarked;
