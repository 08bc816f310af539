package dev.drover.wiring.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.queue.Trigger;
import dev.drover.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class ArrivedTest {
    private final Trigger trigger = TriggerSettings.read(new Settings(Map.of(
                    "triggers.orders.kind",
                    "kafka",
                    "triggers.orders.url",
                    "a:9092",
                    "triggers.orders.from",
                    "orders")))
            .getFirst();

    @Test
    void aRecordThatIsReadAgainHasTheSameIdAndOneInATopicThatWasMadeAnewHasNot() {
        String first = id(record(7, 1_000));

        assertThat(id(record(7, 1_000))).isEqualTo(first);
        assertThat(id(record(8, 1_000))).isNotEqualTo(first);
        assertThat(id(record(7, 2_000))).isNotEqualTo(first);
    }

    @Test
    void aCorrelationThatIsTooLongIsLeftOut() {
        Map<String, Object> headers = record(7, 1_000);

        headers.put(Headers.CORRELATION, "c".repeat(1024));
        assertThat(arrived(headers).correlation()).hasSize(1024);

        headers.put(Headers.CORRELATION, "c".repeat(1025));
        assertThat(arrived(headers).correlation()).isEmpty();
    }

    private static Map<String, Object> record(long offset, long millis) {
        return new HashMap<>(Map.of(
                KafkaConstants.TOPIC,
                "orders",
                KafkaConstants.PARTITION,
                0,
                KafkaConstants.OFFSET,
                offset,
                KafkaConstants.TIMESTAMP,
                millis));
    }

    private String id(Map<String, Object> headers) {
        return arrived(headers).idOr(() -> "none");
    }

    private Arrived arrived(Map<String, Object> headers) {
        Message message = new DefaultExchange(new DefaultCamelContext(false)).getMessage();
        message.setHeaders(headers);
        message.setBody("hello".getBytes());
        return Arrived.of(trigger, message);
    }
}
