package dev.drover.a2a;

import org.jspecify.annotations.Nullable;

/**
 * A request to an agent.
 *
 * @param path behind the URL of the agent's interface, with its own slash; empty for JSON-RPC
 * @param body absent where the verb alone says it
 */
public record Outgoing(String verb, String path, byte @Nullable [] body) {}
