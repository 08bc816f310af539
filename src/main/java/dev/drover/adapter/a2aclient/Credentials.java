package dev.drover.adapter.a2aclient;

import java.net.URI;

/** How Drover proves to an agent who it is. None of them shows its secret. */
public sealed interface Credentials {
    /** The agent is open. */
    record None() implements Credentials {}

    /** A key in a header. */
    record ApiKey(String header, String key) implements Credentials {
        @Override
        public String toString() {
            return "ApiKey[" + header + "]";
        }
    }

    /** A token that somebody gave out. */
    record Bearer(String token) implements Credentials {
        @Override
        public String toString() {
            return "Bearer[]";
        }
    }

    /**
     * Tokens from an authorization server (RFC 6749, section 4.4).
     *
     * @param scope scopes with spaces between them; empty for the server's default
     */
    record ClientCredentials(URI tokenUrl, String clientId, String clientSecret, String scope) implements Credentials {
        @Override
        public String toString() {
            return "ClientCredentials[" + tokenUrl + ", " + clientId + "]";
        }
    }
}
