/** Network addresses: where a request comes from, and where Drover may send its own. */
@NullMarked
package dev.drover.address;

import org.jspecify.annotations.NullMarked;
