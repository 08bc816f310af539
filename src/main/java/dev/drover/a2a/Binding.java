package dev.drover.a2a;

/** How A2A is carried over HTTP. */
public enum Binding {
    /** One endpoint, JSON-RPC 2.0 objects. */
    JSON_RPC,
    /** A path for each operation, bare JSON objects. */
    HTTP_JSON
}
