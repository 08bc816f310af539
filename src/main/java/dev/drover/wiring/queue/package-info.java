/** The beans of the queues: from a message on a broker to a request, and from the journal to the replies. */
@NullMarked
package dev.drover.wiring.queue;

import org.jspecify.annotations.NullMarked;
