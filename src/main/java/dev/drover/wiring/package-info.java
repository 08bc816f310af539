/** Where the parts meet: settings, bean names for routes, which store. */
@NullMarked
package dev.drover.wiring;

import org.jspecify.annotations.NullMarked;
