package dev.drover.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Somebody who works with Drover over Kafka: sends requests and takes replies from a topic of one partition. For one thread. */
public final class KafkaClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String requests;
    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;
    private final Queue<ConsumerRecord<String, String>> replies = new ArrayDeque<>();

    public KafkaClient(String address, String requests, String replyTo) {
        this.requests = requests;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address), new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address), new StringDeserializer(), new StringDeserializer());
        TopicPartition only = new TopicPartition(replyTo, 0);
        consumer.assign(List.of(only));
        consumer.seekToBeginning(List.of(only));
    }

    public void send(String key, String text, Map<String, String> headers) throws Exception {
        ProducerRecord<String, String> message = new ProducerRecord<>(requests, key, text);
        headers.forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(message).get();
    }

    /** Leaves out the replies that are there. */
    public void skip() {
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
    }

    /** The next reply; fails when none comes. */
    public ConsumerRecord<String, String> reply() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (replies.isEmpty() && System.nanoTime() < until) {
            consumer.poll(Duration.ofMillis(200)).forEach(replies::add);
        }
        if (replies.isEmpty()) {
            throw new AssertionError("no reply came in " + PATIENCE.toSeconds() + " s");
        }
        return replies.remove();
    }

    public static Map<String, String> headers(ConsumerRecord<String, String> message) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
