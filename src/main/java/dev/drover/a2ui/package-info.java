/** Forms and cards that clients draw (A2UI): what agents send of them, and what users do with them. */
@NullMarked
package dev.drover.a2ui;

import org.jspecify.annotations.NullMarked;
