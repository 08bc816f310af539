package dev.drover.address;

import dev.drover.refusal.Violation;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where Drover may send a request whose URL came from outside: to public addresses, and to those that are allowed on
 * purpose. A name is looked up when the connection is made, and every address of it must be allowed, so that it cannot mean
 * another one then than it did when it was checked. Redirects must not be followed: they are URLs from outside, too.
 *
 * @param allowed networks, and names of hosts, which are allowed though they are not public
 * @param plain whether http is taken beside https
 */
public record Destinations(List<Network> allowed, Set<String> hosts, boolean plain, Resolver resolver) {
    /** Looks up the addresses of a name. */
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

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
    public @Nullable Violation fault(String field, String url) {
        String host = host(url);
        if (host == null) {
            return new Violation(field, plain ? "must be an http or https URL" : "must be an https URL");
        }
        InetAddress literal = literal(host);
        if (literal == null ? isHidden(host) : !isOpen(literal)) {
            return new Violation(field, "must not lead to a private address");
        }
        return null;
    }

    /** The addresses to connect to; {@code UnknownHostException} if one of them is out of bounds. */
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = resolver.resolve(host);
        if (!hosts.contains(host.toLowerCase(Locale.ROOT))) {
            for (InetAddress address : addresses) {
                if (!isOpen(address)) {
                    throw new UnknownHostException(host + " leads to a private address");
                }
            }
        }
        return addresses;
    }

    private boolean isOpen(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.contains(address))
                || CLOSED.stream().noneMatch(network -> network.contains(address));
    }

    /** Names that mean this machine or its network wherever they are looked up, and numbers in disguise. */
    private boolean isHidden(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (hosts.contains(name)) {
            return false;
        }
        String last = name.substring(name.lastIndexOf('.') + 1);
        return !name.contains(".")
                || List.of("localhost", "local", "internal", "localdomain", "home", "lan", "arpa")
                        .contains(last)
                || last.matches("[0-9]+|0x[0-9a-f]*");
    }

    private static @Nullable InetAddress literal(String host) {
        return Network.literal(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
    }

    /** The host in lower case; null for what is no URL to send to. */
    private @Nullable String host(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean known = scheme.equals("https") || plain && scheme.equals("http");
            boolean whole = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            return known && whole ? uri.getHost().toLowerCase(Locale.ROOT) : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Reads a list of networks and names of hosts. */
    public static Destinations of(List<String> allowed, boolean plain, Resolver resolver) {
        List<Network> networks = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String each : allowed) {
            if (each.matches("[0-9.]+(/.*)?") || each.contains(":")) {
                networks.add(Network.of(each));
            } else {
                names.add(each.toLowerCase(Locale.ROOT));
            }
        }
        return new Destinations(networks, Set.copyOf(names), plain, resolver);
    }
}
