package dev.drover.wiring.queue;

import dev.drover.queue.Trigger;
import dev.drover.wiring.operate.HealthPart;
import dev.drover.wiring.operate.HealthPart.Status;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the brokers of the triggers are: one that takes a connection is up, whatever it says then. Without any of them Drover
 * goes on with what comes in elsewhere, so none is needed.
 */
final class Brokers {
    private static final int PATIENCE_MILLIS = 500;
    private static final int AMQP = 5672;
    private static final int AMQPS = 5671;
    private static final int KAFKA = 9092;

    /** A host and perhaps a port, at the beginning, behind a scheme, or in a list. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:^|//|,)(?!\\w+:[/(])([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?");

    private Brokers() {}

    /** A part for each trigger, by its name. */
    static List<HealthPart> now(List<Trigger> triggers) {
        return triggers.parallelStream()
                .map(trigger -> new HealthPart(
                        "broker " + trigger.name(),
                        addresses(trigger).stream().anyMatch(Brokers::answers) ? Status.UP : Status.DOWN,
                        trigger.kind().name().toLowerCase(java.util.Locale.ROOT),
                        false))
                .toList();
    }

    static List<InetSocketAddress> addresses(Trigger trigger) {
        int usual = trigger.kind() == Trigger.Kind.KAFKA ? KAFKA : trigger.url().contains("amqps:") ? AMQPS : AMQP;
        List<InetSocketAddress> addresses = new ArrayList<>();
        Matcher address = ADDRESS.matcher(trigger.url().split("\\?", 2)[0].replaceAll("[^/@,]*@", ""));
        while (address.find()) {
            int port = address.group(2) == null ? usual : Integer.parseInt(address.group(2));
            addresses.add(InetSocketAddress.createUnresolved(address.group(1), port));
        }
        return addresses;
    }

    private static boolean answers(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()), PATIENCE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
