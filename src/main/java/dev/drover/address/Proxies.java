package dev.drover.address;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that are believed. Each adds the address that it was called from at the end of a header, so the client is the
 * last address that is not a proxy's; what stands before it was written by the client.
 */
public record Proxies(List<Network> trusted) {
    private static final String FORWARDED = "forwarded";
    private static final String FORWARDED_FOR = "x-forwarded-for";

    public Proxies {
        trusted = List.copyOf(trusted);
    }

    /**
     * Whom a request comes from, as one word.
     *
     * @param peer the other end of the connection
     * @param headers by lower-case name; Forwarded (RFC 7239) counts before X-Forwarded-For
     */
    public String client(String peer, Map<String, String> headers) {
        InetAddress client = Network.literal(peer);
        if (client == null) {
            return peer;
        }
        List<String> before = new ArrayList<>(
                headers.containsKey(FORWARDED) ? forwarded(headers.get(FORWARDED)) : list(headers.get(FORWARDED_FOR)));
        Collections.reverse(before);
        for (String text : before) {
            InetAddress next = Network.literal(bare(text));
            if (!isTrusted(client) || next == null) {
                break;
            }
            client = next;
        }
        return Network.subscriber(client);
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    private static List<String> list(@Nullable String header) {
        return header == null ? List.of() : List.of(header.split(","));
    }

    /** The values of {@code for}; an element without one is unknown, and nothing before it is believed. */
    private static List<String> forwarded(@Nullable String header) {
        List<String> addresses = new ArrayList<>();
        for (String element : list(header)) {
            String address = "";
            for (String pair : element.split(";")) {
                String[] parts = pair.strip().split("=", 2);
                if (parts.length == 2 && parts[0].equalsIgnoreCase("for")) {
                    address = parts[1];
                }
            }
            addresses.add(address);
        }
        return addresses;
    }

    /** Without quotes, brackets and port. */
    private static String bare(String text) {
        String plain = text.strip().replace("\"", "");
        if (plain.startsWith("[")) {
            return plain.substring(1, Math.max(1, plain.indexOf(']')));
        }
        int colon = plain.indexOf(':');
        return colon >= 0 && colon == plain.lastIndexOf(':') ? plain.substring(0, colon) : plain;
    }
}
