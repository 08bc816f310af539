package dev.drover.wiring.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drover.journey.OtlpReceiver;
import dev.drover.queue.KafkaBroker;
import dev.drover.queue.KafkaClient;
import dev.drover.wiring.broker.Broker;
import dev.drover.wiring.broker.Kafka;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests over Kafka, against a real broker. */
class KafkaTriggerTest {
    @TempDir
    static Path folder;

    private static KafkaBroker broker;
    private static OtlpReceiver receiver;
    private static DroverHere drover;

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.shared();
        for (String topic :
                List.of("answers-1", "answers-2", "answers-3", "answers-4", "answers-5", "answers-6", "answers-7")) {
            broker.topic(topic, 1);
        }
        for (String topic : List.of("orders", "told", "ordered")) {
            broker.topic(topic, 2);
        }
        receiver = new OtlpReceiver();
        drover = new DroverHere(
                folder.resolve("drover"),
                "otel.endpoint = " + receiver.endpoint(),
                "otel.interval = 100ms",
                "triggers.orders.kind = kafka",
                "triggers.orders.url = " + broker.address(),
                "triggers.orders.from = orders",
                "triggers.orders.reply-to = answers-1",
                "triggers.orders.consumers = 2",
                "triggers.told.kind = kafka",
                "triggers.told.url = " + broker.address(),
                "triggers.told.from = told",
                "triggers.told.replies = events",
                "triggers.told.consumers = 1",
                "triggers.later.kind = kafka",
                "triggers.later.url = " + broker.address(),
                "triggers.later.from = later",
                "triggers.later.consumers = 1",
                "triggers.later.reply-to = answers-6",
                "triggers.ordered.kind = kafka",
                "triggers.ordered.url = " + broker.address(),
                "triggers.ordered.from = ordered",
                "triggers.ordered.acknowledge = finished",
                "triggers.ordered.consumers = 2");
        askForTooMuch();
    }

    /** A request whose reply is refused while other tests run. */
    private static void askForTooMuch() throws Exception {
        try (KafkaClient client = new KafkaClient(broker.address(), "orders", "answers-2")) {
            client.send("key", "go on", Map.of("DroverReplyTo", "answers-2", "DroverAgents", "long-winded"));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        drover.close();
        receiver.close();
    }

    @Test
    void answersToTheConfiguredTopicAndTheSameMessageIsOneTask() throws Exception {
        try (KafkaClient client = new KafkaClient(broker.address(), "orders", "answers-1")) {
            Map<String, String> headers =
                    Map.of("DroverAgents", "echo", "DroverMessageId", "k-1", "DroverCorrelation", "c-1");
            client.send("key", "hello", headers);
            ConsumerRecord<String, String> first = client.reply();
            client.send("key", "hello", headers);
            ConsumerRecord<String, String> second = client.reply();

            assertThat(first.value()).isEqualTo("echo: hello");
            assertThat(KafkaClient.headers(first))
                    .containsEntry("DroverOutcome", "completed")
                    .containsEntry("DroverCorrelation", "c-1")
                    .containsEntry("DroverTaskId", first.key());
            assertThat(second.key()).isEqualTo(first.key());
        }
    }

    @Test
    void aTraceComesInAndGoesOutInHeaders() throws Exception {
        String trace = "e".repeat(32);
        try (KafkaClient client = new KafkaClient(broker.address(), "orders", "answers-5")) {
            client.send(
                    "key",
                    "hello",
                    Map.of(
                            "DroverReplyTo", "answers-5",
                            "DroverAgents", "echo",
                            "traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));

            assertThat(KafkaClient.headers(client.reply()).get("traceparent")).startsWith("00-" + trace + "-");
        }
        Awaitility.await().untilAsserted(() -> assertThat(receiver.spans().stream()
                        .filter(span -> HexFormat.of()
                                .formatHex(span.getTraceId().toByteArray())
                                .equals(trace))
                        .map(Span::getName))
                .contains("trigger-orders", "invoke_agent echo", "send-orders"));
    }

    @Test
    void aMessageThatIsNoRequestIsRejectedAndBlocksNobody() throws Exception {
        try (KafkaClient client = new KafkaClient(broker.address(), "orders", "answers-2")) {
            Map<String, String> headers = Map.of("DroverReplyTo", "answers-2", "DroverAgents", "echo");
            client.send("key", "{\"parts\":1}", headers);
            client.send("key", "hello", headers);

            assertThat(List.of(outcome(client.reply()), outcome(client.reply())))
                    .containsExactlyInAnyOrder("rejected", "completed");
        }
    }

    @Test
    void tellsEveryEventInOrder() throws Exception {
        try (KafkaClient client = new KafkaClient(broker.address(), "told", "answers-3")) {
            client.send("key", "hello", Map.of("DroverReplyTo", "answers-3", "DroverAgents", "chatty"));

            List<Long> events = new ArrayList<>();
            StringBuilder bodies = new StringBuilder();
            ConsumerRecord<String, String> reply;
            do {
                reply = client.reply();
                events.add(Long.valueOf(KafkaClient.headers(reply).get("DroverEvent")));
                bodies.append(reply.value()).append('\n');
            } while (outcome(reply) == null);

            assertThat(events).isSorted().doesNotHaveDuplicates();
            assertThat(bodies).containsSubsequence("thinking", "done: hello", "TASK_STATE_COMPLETED");
        }
    }

    @Test
    void aPartitionIsWorkedOnInOrderWhereMessagesAreAcknowledgedWhenFinished() throws Exception {
        try (KafkaClient client = new KafkaClient(broker.address(), "ordered", "answers-4")) {
            Map<String, List<String>> sent = new HashMap<>();
            for (int i = 0; i < 10; i++) {
                String key = i % 2 == 0 ? "left" : "right";
                String text = key + " " + i;
                client.send(key, text, Map.of("DroverReplyTo", "answers-4", "DroverAgents", "uneven"));
                sent.computeIfAbsent(key, any -> new ArrayList<>()).add("uneven: " + text);
            }
            for (int i = 0; i < 10; i++) {
                client.reply();
            }

            sent.forEach((key, texts) -> assertThat(drover.worked("uneven"))
                    .filteredOn(text -> text.contains(key))
                    .containsExactlyElementsOf(texts));
        }
    }

    @Test
    void aTopicThatIsMadeLaterIsReadThen() throws Exception {
        Broker access = new Broker(broker.address(), "", "", false, null);
        try (KafkaDepth depth = new KafkaDepth(access, "later", "drover-later")) {
            assertThatThrownBy(depth::measure).hasMessage("there is no topic later");
        }

        broker.topic("later", 1);

        try (KafkaClient client = new KafkaClient(broker.address(), "later", "answers-6")) {
            client.send("key", "hello", Map.of("DroverAgents", "echo"));
            assertThat(client.reply().value()).isEqualTo("echo: hello");
        }
    }

    @Test
    void aTopicThatIsNotThereRefusesAReplyAndABrokerThatIsAwayDoesNot() {
        assertThat(Undelivered.of(fault(broker.address()))).isEqualTo(Undelivered.ADDRESS);
        assertThat(Undelivered.of(fault("127.0.0.1:1"))).isEqualTo(Undelivered.AWAY);
    }

    /** What comes of a record for a topic that is not there. */
    private static Throwable fault(String address) {
        Properties client = Kafka.client(new Broker(address, "", "", false, null));
        client.put("max.block.ms", "700");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            return catchThrowable(() ->
                    producer.send(new ProducerRecord<>("nowhere", new byte[0])).get());
        }
    }

    @Test
    void aReplyThatIsTooLargeForItsTopicIsKeptAndHoldsUpNoOther() throws Exception {
        try (KafkaClient client = new KafkaClient(broker.address(), "orders", "answers-2")) {
            client.skip();
            Map<String, String> headers = Map.of("DroverReplyTo", "answers-2", "DroverAgents", "echo");
            client.send("key", "after the large one", headers);

            assertThat(client.reply().value()).isEqualTo("echo: after the large one");
        }
        Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(drover.deadLetters())
                .contains("the queue answers-2 does not take the reply: RecordTooLargeException", "\"attempts\":3"));
    }

    @Test
    void whatTheGroupHasNotCommittedIsTheDepthOfATopic() throws Exception {
        broker.topic("deep", 2);
        Broker access = new Broker(broker.address(), "", "", false, null);
        try (KafkaClient client = new KafkaClient(broker.address(), "deep", "answers-4");
                KafkaDepth depth = new KafkaDepth(access, "deep", "drover-deep")) {
            assertThat(depth.measure()).isZero();

            for (int i = 0; i < 7; i++) {
                client.send("key " + i, "text", Map.of());
            }

            assertThat(depth.measure()).isEqualTo(7);
        }
    }

    @Test
    void everyMessageIsAnsweredAndNoneTwiceThoughTheBrokerRestartsInTheMiddle() throws Exception {
        int count = 500;
        try (KafkaClient client = new KafkaClient(broker.address(), "orders", "answers-7")) {
            Thread sender = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < count; i++) {
                    send(client, "restart-" + i);
                }
            });
            Answered answered = new Answered();
            for (int i = 0; answered.messages() < count; i++) {
                if (i == count / 5) {
                    broker.stop();
                    broker.start();
                }
                ConsumerRecord<String, String> reply = client.reply();
                Map<String, String> headers = KafkaClient.headers(reply);
                answered.add(headers.get("DroverCorrelation"), reply.key(), headers.get("DroverEvent"), outcome(reply));
            }
            sender.join();
            answered.eachOnce();
            assertThat(drover.worked("echo"))
                    .filteredOn(said -> said.startsWith("echo: restart-"))
                    .hasSize(count)
                    .doesNotHaveDuplicates();
        }
    }

    private static void send(KafkaClient client, String id) {
        try {
            client.send(id, id, Map.of("DroverReplyTo", "answers-7", "DroverAgents", "echo", "DroverMessageId", id));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String outcome(ConsumerRecord<String, String> reply) {
        return KafkaClient.headers(reply).get("DroverOutcome");
    }
}
