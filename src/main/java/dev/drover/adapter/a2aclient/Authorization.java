package dev.drover.adapter.a2aclient;

import dev.drover.agent.CallFailed;
import java.net.http.HttpRequest;

/** Puts an agent's credentials on requests. Safe for any number of threads. */
final class Authorization {
    private final Credentials credentials;
    private final Tokens tokens;

    Authorization(Credentials credentials, Http http) {
        this.credentials = credentials;
        this.tokens = new Tokens(http);
    }

    boolean needed() {
        return !(credentials instanceof Credentials.None);
    }

    void put(HttpRequest.Builder request) throws CallFailed, InterruptedException {
        switch (credentials) {
            case Credentials.None none -> {}
            case Credentials.ApiKey key -> request.setHeader(key.header(), key.key());
            case Credentials.Bearer bearer -> request.setHeader("Authorization", "Bearer " + bearer.token());
            case Credentials.ClientCredentials client ->
                request.setHeader("Authorization", "Bearer " + tokens.current(client));
        }
    }

    /** After the agent refused them: true if other credentials can be had, by another attempt. */
    boolean renewable() {
        return tokens.forget();
    }
}
