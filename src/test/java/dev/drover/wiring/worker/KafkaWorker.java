package dev.drover.wiring.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A worker in a group of its topic's name that answers each request with its own name in front, once it is let. */
public final class KafkaWorker implements AutoCloseable {
    private final KafkaConsumer<String, String> consumer;
    private final KafkaProducer<String, String> producer;
    private final AtomicInteger taken = new AtomicInteger();
    private final CountDownLatch let = new CountDownLatch(1);
    private final Thread thread;
    private volatile int partitions;
    private volatile boolean closed;
    private volatile boolean dead;

    public KafkaWorker(String address, String topic, String name) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address, "group.id", topic, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address), new StringSerializer(), new StringSerializer());
        consumer.subscribe(List.of(topic), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> lost) {
                partitions = 0;
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> taken) {
                partitions = taken.size();
            }
        });
        thread = Thread.ofPlatform().start(() -> work(name));
    }

    private void work(String name) {
        while (!closed) {
            for (ConsumerRecord<String, String> asked : consumer.poll(Duration.ofMillis(100))) {
                taken.incrementAndGet();
                try {
                    let.await();
                    if (dead) {
                        consumer.seek(new TopicPartition(asked.topic(), asked.partition()), asked.offset()); // not done
                        break;
                    }
                    String text = new ObjectMapper()
                            .readTree(asked.value())
                            .path("text")
                            .asText();
                    ProducerRecord<String, String> answer =
                            new ProducerRecord<>(header(asked, "DroverReplyTo"), name + ": " + text);
                    answer.headers()
                            .add(
                                    "DroverCorrelation",
                                    asked.headers()
                                            .lastHeader("DroverCorrelation")
                                            .value());
                    producer.send(answer).get();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        consumer.close();
        producer.close();
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    public void answer() {
        let.countDown();
    }

    /** Ends it over what it holds. */
    void kill() throws InterruptedException {
        dead = true;
        close();
    }

    /** How many partitions are its to read. */
    int partitions() {
        return partitions;
    }

    int taken() {
        return taken.get();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        let.countDown();
        thread.join();
    }
}
