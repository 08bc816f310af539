package dev.drover.a2a;

import org.jspecify.annotations.Nullable;

/** A way to prove who calls, as the agent card declares it (A2A 1.0, SecurityScheme); its name is unique there. */
public sealed interface Security {
    String name();

    /** A key in a header. */
    record ApiKey(String name, String header) implements Security {}

    /**
     * A scheme of the Authorization header, such as Bearer.
     *
     * @param bearerFormat such as JWT; absent when it means nothing to clients
     */
    record Http(String name, String scheme, @Nullable String bearerFormat) implements Security {}

    /** Tokens of an OpenID provider, by the address of its discovery document. */
    record OpenIdConnect(String name, String url) implements Security {}
}
