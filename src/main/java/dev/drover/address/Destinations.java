package dev.drover.address;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where Drover may send a request whose URL came from outside: by https to public addresses, and to those that are allowed
 * on purpose. A name is held to that whenever a connection is made ({@link GuardedNames}), so that it cannot mean another
 * address then than it did when it was checked. Redirects must not be followed: they are URLs from outside, too.
 *
 * @param allowed networks, and names of hosts, which are allowed though they are not public, also by http
 */
public record Destinations(List<Network> allowed, Set<String> hosts, Resolver resolver) {
    /** Looks up the addresses of a name. */
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private static final String NO_URL = "is no https URL";
    private static final String PRIVATE = "is private";
    private static final Set<String> HIDDEN =
            Set.of("localhost", "local", "internal", "localdomain", "home", "lan", "arpa");
    private static final List<Network> CLOSED = Stream.of(
                    // this host, private, shared, loopback, link-local with the metadata services
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    // protocol assignments, documentation, 6to4 relays, private, benchmarks, documentation
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    // multicast, reserved and broadcast
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // unspecified, loopback and compatible IPv4; translated IPv4; discard; Teredo and others; 6to4
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    // unique local, link-local, site-local, multicast
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(Network::of)
            .toList();

    public Destinations {
        allowed = List.copyOf(allowed);
        hosts = Set.copyOf(hosts);
    }

    /** What is wrong with a URL, before anybody is asked about its host; null for one that may be tried. */
    public @Nullable String fault(String url) {
        URI uri = read(url);
        String host = uri == null ? "" : hostOf(uri);
        if (host.isEmpty()) {
            return NO_URL;
        }
        if (isMeant(host)) {
            return null;
        }
        if (!isHttps(uri)) {
            return NO_URL;
        }
        InetAddress literal = Network.literal(host);
        return (literal == null ? isHidden(host) : !isOpen(literal)) ? PRIVATE : null;
    }

    /**
     * Looks the host of a URL without a fault up, and has it looked up like that from now on; {@code UnknownHostException} if
     * one of its addresses is out of bounds.
     */
    public void admit(String url) throws UnknownHostException {
        String host = hostOf(URI.create(url));
        if (Network.literal(host) == null && !hosts.contains(host)) {
            within(host, resolver.resolve(host));
            GuardedNames.guard(host, this);
        }
    }

    /** The addresses of a host; {@code UnknownHostException} if one of them is out of bounds. */
    InetAddress[] within(String host, InetAddress[] addresses) throws UnknownHostException {
        for (InetAddress address : addresses) {
            if (!isOpen(address)) {
                throw new UnknownHostException(host + " leads to a private address");
            }
        }
        return addresses;
    }

    private boolean isMeant(String host) {
        InetAddress literal = Network.literal(host);
        return literal == null ? hosts.contains(host) : isAllowed(literal);
    }

    private boolean isAllowed(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.contains(address));
    }

    private boolean isOpen(InetAddress address) {
        return isAllowed(address) || CLOSED.stream().noneMatch(network -> network.contains(address));
    }

    /** Names that mean this machine or its network wherever they are looked up, and numbers in disguise. */
    private static boolean isHidden(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String last = name.substring(name.lastIndexOf('.') + 1);
        return !name.contains(".") || HIDDEN.contains(last) || last.matches("[0-9]+|0x[0-9a-f]*");
    }

    /** Null for what is no URL to send to. */
    private static @Nullable URI read(String url) {
        try {
            URI uri = new URI(url);
            boolean http = isHttps(uri) || "http".equalsIgnoreCase(uri.getScheme());
            boolean whole = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            return http && whole ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean isHttps(@Nullable URI uri) {
        return uri != null && "https".equalsIgnoreCase(uri.getScheme());
    }

    /** In lower case, and without the brackets of an IPv6 address. */
    private static String hostOf(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Reads a list of networks and names of hosts. */
    public static Destinations of(List<String> allowed) {
        return of(allowed, InetAddress::getAllByName);
    }

    static Destinations of(List<String> allowed, Resolver resolver) {
        List<Network> networks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String each : allowed) {
            if (each.matches("[0-9.]+(/.*)?") || each.contains(":")) {
                networks.add(Network.of(each));
            } else if (each.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")) {
                names.add(each.toLowerCase(Locale.ROOT));
            } else {
                throw new IllegalArgumentException("names of hosts, addresses and networks such as 10.0.0.0/8");
            }
        }
        return new Destinations(networks, names, resolver);
    }
}
