package dev.drover.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Looks up the names of hosts for the whole process, as the JVM does by itself, but gives a guarded name no address that is
 * out of bounds. So a name cannot mean another address when somebody connects than it did when it was checked. The JVM
 * finds this class by itself (0026).
 *
 * <p>Threads: any; a name that is guarded stays so.
 */
public final class GuardedNames extends InetAddressResolverProvider {
    private static final int MOST = 10_000;
    private static final Map<String, Destinations> GUARDED = new ConcurrentHashMap<>();

    /** Holds the name to these destinations from now on; fails when there are too many names to remember. */
    static void guard(String host, Destinations destinations) throws UnknownHostException {
        String name = plain(host);
        if (GUARDED.size() >= MOST && !GUARDED.containsKey(name)) {
            throw new UnknownHostException("too many names came from outside");
        }
        GUARDED.put(name, destinations);
    }

    /** For tests, which share a process. */
    static void release(String host) {
        GUARDED.remove(plain(host));
    }

    static InetAddressResolver over(InetAddressResolver jvm) {
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                Destinations destinations = GUARDED.get(plain(host));
                Stream<InetAddress> found = jvm.lookupByName(host, policy);
                return destinations == null
                        ? found
                        : Stream.of(destinations.within(host, found.toArray(InetAddress[]::new)));
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return jvm.lookupByAddress(address);
            }
        };
    }

    private static String plain(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return over(configuration.builtinResolver());
    }

    @Override
    public String name() {
        return "drover";
    }
}
