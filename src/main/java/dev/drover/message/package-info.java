/** The things A2A clients see: messages, parts, artifacts. */
@NullMarked
package dev.drover.message;

import org.jspecify.annotations.NullMarked;
