/** Bearer tokens by the Nimbus libraries: signed ones, and opaque ones by introspection. */
@NullMarked
package dev.drover.adapter.jwt;

import org.jspecify.annotations.NullMarked;
