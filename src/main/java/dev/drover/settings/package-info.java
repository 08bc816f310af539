/** What the operator has set, by key. */
@NullMarked
package dev.drover.settings;

import org.jspecify.annotations.NullMarked;
