/** Work that comes from queues, and the replies that are owed for it. */
@NullMarked
package dev.drover.queue;

import org.jspecify.annotations.NullMarked;
