package dev.drover.a2a;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to prove who calls, as the agent card declares it (A2A 1.0, SecurityScheme); its name is unique there. */
public sealed interface Security {
    String name();

    /** What a proof has to allow; empty where the proof alone is enough. */
    default List<String> scopes() {
        return List.of();
    }

    /** A key in a header. */
    record ApiKey(String name, String header) implements Security {}

    /**
     * A scheme of the Authorization header, such as Bearer.
     *
     * @param bearerFormat such as JWT; absent when it means nothing to clients
     */
    record Http(String name, String scheme, @Nullable String bearerFormat, List<String> scopes) implements Security {
        public Http {
            scopes = List.copyOf(scopes);
        }
    }

    /** Tokens of an OpenID provider, by the address of its discovery document. */
    record OpenIdConnect(String name, String url, List<String> scopes) implements Security {
        public OpenIdConnect {
            scopes = List.copyOf(scopes);
        }
    }

    /** A certificate of the client's. */
    record MutualTls(String name) implements Security {}

    /** No proof at all is an alternative, too. */
    record Nothing() implements Security {
        @Override
        public String name() {
            return "";
        }
    }
}
