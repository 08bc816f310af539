package dev.drover.a2a;

import dev.drover.refusal.Refusal;

/**
 * What reading a request came to. It knows where the answer goes in both cases, so a route first keeps {@link #to} in a
 * variable and then asks for {@link #call}: an error handler has the JSON-RPC id even when the call throws.
 */
public sealed interface Reading {
    Return to();

    /** What the request asks for. Throws the refusal when it cannot be understood. */
    Call call();

    /** A request that can be worked on. */
    record Understood(Return to, Call call) implements Reading {}

    /** A request that cannot. */
    record Refused(Return to, Refusal refusal) implements Reading {
        @Override
        public Call call() {
            throw refusal;
        }
    }
}
