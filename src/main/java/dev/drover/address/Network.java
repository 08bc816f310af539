package dev.drover.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that begin with the same bits; one address is a network of its own. An IPv4 address is the same as the IPv6
 * address that it is mapped into.
 */
public record Network(InetAddress address, int bits) {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    // Anything looser would be looked up as a name.
    private static final Pattern FOUR = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern SIX = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    /** Reads {@code 10.0.0.0/8}, {@code 192.0.2.7}, {@code fd00::/8} or {@code ::1}; never asks for a name. */
    public static Network of(String text) {
        String[] parts = text.split("/", 2);
        InetAddress address = literal(parts[0]);
        if (address != null) {
            int all = address.getAddress().length * 8;
            if (parts.length == 1) {
                return new Network(address, all);
            }
            if (parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= all) {
                return new Network(address, Integer.parseInt(parts[1]));
            }
        }
        throw new IllegalArgumentException("an address or a network such as 192.0.2.7, 10.0.0.0/8 or fd00::/8");
    }

    /** The address that this text is; null for a name or anything else. */
    public static @Nullable InetAddress literal(String text) {
        if (!FOUR.matcher(text).matches() && !SIX.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text); // of an address, so nobody is asked; mapped ones become IPv4
        } catch (UnknownHostException e) {
            return null;
        }
    }

    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int bit = 0x80 >> (i % 8);
            if ((mine[i / 8] & bit) != (theirs[i / 8] & bit)) {
                return false;
            }
        }
        return true;
    }

    /** One subscriber's addresses: an IPv4 address, or the 64 bits in front of an IPv6 one, which change hands together. */
    static String subscriber(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < 8; i += 2) {
            prefix.append(Integer.toHexString((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff))
                    .append(':');
        }
        return prefix.append(":/64").toString();
    }
}
