package dev.drover.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/**
 * A request that has arrived whole.
 *
 * @param parameters the values of a route's <code>{name}</code> path segments, decoded
 */
record Request(HttpServerRequest http, ClientConnection connection, Buffer body, Map<String, String> parameters) {}
