package dev.drover.adapter.redis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is: {@code redis://user:password@host:port/database?prefix=drover}, {@code rediss:} for TLS. With
 * {@code ?sentinel=<master>} the hosts, separated by commas, are the Sentinels of that master.
 *
 * @param addresses each as {@code redis://host:port}
 * @param sentinel the name of the master that Sentinels watch; absent for a single server
 * @param prefix before the name of every key
 */
public record RedisUrl(
        List<String> addresses,
        @Nullable String user,
        @Nullable String password,
        int database,
        @Nullable String sentinel,
        String prefix) {
    private static final Set<String> PARAMETERS = Set.of("prefix", "sentinel");
    private static final int REDIS_PORT = 6379;
    private static final int SENTINEL_PORT = 26379;

    public RedisUrl {
        addresses = List.copyOf(addresses);
    }

    /** Its IllegalArgumentException says what is expected, and never what was given: that holds a password. */
    public static RedisUrl parse(String url) {
        int colon = url.indexOf("://");
        String scheme = colon < 0 ? "" : url.substring(0, colon);
        if (!scheme.equals("redis") && !scheme.equals("rediss")) {
            throw new IllegalArgumentException("redis://host:port or rediss://host:port");
        }
        String rest = url.substring(colon + 3);
        int question = rest.indexOf('?');
        Map<String, String> parameters = question < 0 ? Map.of() : parameters(rest.substring(question + 1));
        String place = question < 0 ? rest : rest.substring(0, question);
        int slash = place.indexOf('/');
        String authority = slash < 0 ? place : place.substring(0, slash);
        int at = authority.lastIndexOf('@');
        String[] login = at < 0 ? new String[] {""} : authority.substring(0, at).split(":", 2);
        String sentinel = parameters.get("sentinel");
        return new RedisUrl(
                addresses(scheme, authority.substring(at + 1), sentinel == null ? REDIS_PORT : SENTINEL_PORT),
                login[0].isEmpty() ? null : decoded(login[0]),
                login.length < 2 || login[1].isEmpty() ? null : decoded(login[1]),
                slash < 0 ? 0 : database(place.substring(slash + 1)),
                sentinel,
                parameters.getOrDefault("prefix", "drover"));
    }

    private static List<String> addresses(String scheme, String hosts, int port) {
        List<String> addresses = new ArrayList<>();
        for (String host : hosts.split(",")) {
            URI address = address(scheme, host);
            addresses.add(address.getPort() < 0 ? address + ":" + port : address.toString());
        }
        if (addresses.size() > 1 && port == REDIS_PORT) {
            throw new IllegalArgumentException("of one host, or of Sentinels with ?sentinel=<name of the master>");
        }
        return addresses;
    }

    private static URI address(String scheme, String host) {
        try {
            URI address = URI.create(scheme + "://" + host);
            if (address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // told below, without the text: a misplaced character may have made a password of it
        }
        throw new IllegalArgumentException(
                "redis://user:password@host:port/database, special characters of user and password percent-encoded");
    }

    private static int database(String text) {
        if (!text.matches("[0-9]{0,4}")) {
            throw new IllegalArgumentException("redis://host:port/database with a number for the database");
        }
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query.split("&")) {
            String[] both = parameter.split("=", 2);
            if (both.length < 2 || both[1].isEmpty() || !PARAMETERS.contains(both[0])) {
                throw new IllegalArgumentException("without parameters other than prefix=<text> and sentinel=<name>");
            }
            parameters.put(both[0], decoded(both[1]));
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    boolean secure() {
        return addresses.getFirst().startsWith("rediss:");
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return String.join(",", addresses) + "/" + database;
    }
}
