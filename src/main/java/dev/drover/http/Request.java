package dev.drover.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/**
 * A request whose head has arrived, and most often its body.
 *
 * @param parameters the values of a route's <code>{name}</code> path segments, decoded
 */
record Request(HttpServerRequest http, ClientConnection connection, RequestBody body, Map<String, String> parameters) {}
