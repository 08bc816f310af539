/** The journal and the state repository in PostgreSQL. */
@NullMarked
package dev.drover.adapter.postgres;

import org.jspecify.annotations.NullMarked;
