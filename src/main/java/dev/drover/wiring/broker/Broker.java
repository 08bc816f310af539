package dev.drover.wiring.broker;

import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker is, and who Drover is there.
 *
 * @param url of AMQP a URL, of Kafka host and port of brokers, with commas
 * @param user empty when none is needed
 * @param tls for Kafka; for AMQP the URL says it
 * @param ca a PEM file of those who sign the broker's certificate; absent means those that the JVM trusts
 */
public record Broker(
        String url,
        String user,
        String password,
        boolean tls,
        @Nullable Path ca) {
    /** The broker of a block of settings such as {@code triggers.orders.}, whose address is under {@code address} there. */
    public static Broker read(Settings settings, Path folder, String block, String address) {
        String url = settings.text(block + address, "");
        if (url.isEmpty()) {
            throw new InvalidSetting(block + address + " is missing: the broker's address");
        }
        return new Broker(
                url,
                settings.text(block + "user", ""),
                settings.text(block + "password", ""),
                settings.truth(block + "tls", "false"),
                ca(settings, folder, block + "ca"));
    }

    private static @Nullable Path ca(Settings settings, Path folder, String key) {
        String text = settings.text(key, "");
        if (text.isEmpty()) {
            return null;
        }
        Path file = folder.resolve(text);
        if (!Files.isReadable(file)) {
            throw new InvalidSetting(key + " is " + text + ", which cannot be read");
        }
        return file;
    }

    /** Credentials do not show. */
    @Override
    public String toString() {
        return "Broker[user=" + user + ", tls=" + tls + "]";
    }
}
