package dev.drover.adapter.a2aclient;

import java.net.URI;

/**
 * Where an agent is, and who calls it.
 *
 * @param url of the agent: its card is at the well-known path of this host, or here where the path ends in .json
 * @param credentials are for the host of this URL only
 * @param maxAnswer how many bytes of one answer are read
 */
public record Address(URI url, Credentials credentials, long maxAnswer) {
    public Address {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("an http or https URL with a host and without credentials");
        }
    }

    URI card() {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return path.endsWith(".json") ? url : url.resolve("/.well-known/agent-card.json");
    }

    /** Whether the other URL leads to the same server by the same protocol. */
    boolean sameOrigin(URI other) {
        return origin(url).equals(origin(other));
    }

    private static String origin(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return uri.getScheme() + "://" + String.valueOf(uri.getHost()).toLowerCase(java.util.Locale.ROOT) + ":" + port;
    }
}
