/**
 * The way in over HTTP: one asynchronous server behind Camel's {@code platform-http}, with limits, event streams and a
 * clean end. The only place that knows Vert.x.
 */
@NullMarked
package dev.drover.http;

import org.jspecify.annotations.NullMarked;
