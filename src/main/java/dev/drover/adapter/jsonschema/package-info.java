/** JSON Schema. */
@NullMarked
package dev.drover.adapter.jsonschema;

import org.jspecify.annotations.NullMarked;
