package dev.drover.wiring.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.queue.Trigger;
import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import dev.drover.wiring.operate.HealthPart;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amqp  | amqp://a.example.com:1234                             | a.example.com:1234",
                "amqp  | amqp://a                                              | a:5672",
                "amqp  | amqps://a?transport.verifyHost=false                  | a:5671",
                "amqp  | failover:(amqp://a:1,amqps://b:2)?failover.nested=x:9 | a:1 b:2",
                "kafka | a:9092,b:9093                                         | a:9092 b:9093"
            })
    void findsTheBrokersOfATrigger(String kind, String url, String found) {
        assertThat(Brokers.addresses(trigger(kind, url)).stream()
                        .map(address -> address.getHostString() + ":" + address.getPort()))
                .containsExactly(found.split(" "));
    }

    @Test
    void aBrokerThatTakesAConnectionIsUpAndOneThatIsAwayOnlyDegrades() throws Exception {
        try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = ((InetSocketAddress) broker.getLocalSocketAddress()).getPort();

            List<HealthPart> parts =
                    Brokers.now(List.of(trigger("amqp", "amqp://127.0.0.1:" + port), trigger("kafka", "127.0.0.1:1")));

            assertThat(parts)
                    .containsExactly(
                            new HealthPart("broker orders", HealthPart.Status.UP, "amqp", false),
                            new HealthPart("broker orders", HealthPart.Status.DOWN, "kafka", false));
        }
    }

    @Test
    void whereTheUrlSaysWhetherThereIsTlsNothingElseDoes() {
        Settings settings = new Settings(Map.of(
                "triggers.orders.kind", "amqp",
                "triggers.orders.url", "amqp://a",
                "triggers.orders.from", "orders",
                "triggers.orders.tls", "true"));

        assertThatThrownBy(() -> TriggerSettings.read(settings))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("triggers.orders.tls is only for kind = kafka; with amqp the url says it: amqps:");
    }

    private static Trigger trigger(String kind, String url) {
        return TriggerSettings.read(new Settings(Map.of(
                        "triggers.orders.kind", kind, "triggers.orders.url", url, "triggers.orders.from", "orders")))
                .getFirst();
    }
}
