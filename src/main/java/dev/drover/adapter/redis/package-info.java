/** The journal and the state repository in Redis. */
@NullMarked
package dev.drover.adapter.redis;

import org.jspecify.annotations.NullMarked;
