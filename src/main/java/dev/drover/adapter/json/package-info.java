/** What is stored, as JSON. */
@NullMarked
package dev.drover.adapter.json;

import org.jspecify.annotations.NullMarked;
