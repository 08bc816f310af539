package dev.drover.wiring.worker;

import dev.drover.agent.CallFailed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic to which the workers of one agent answer. Every replica reads all of it from where it ended when the first
 * question was asked, and takes what it waits for; the rest is for others, or too late.
 *
 * <p>Threads: one of its own reads, from the first question on; any number may ask.
 */
final class AnswerTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerTopic.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration NEW_PARTITIONS = Duration.ofSeconds(30);
    private static final int READY_SECONDS = 10;

    private final Properties client;
    private final String name;
    private final Map<String, Expected> waiting = new ConcurrentHashMap<>();
    private final CountDownLatch looked = new CountDownLatch(1);
    private @Nullable Thread reader;
    private volatile boolean followed;
    private volatile boolean closed;

    AnswerTopic(Properties client, String name) {
        this.client = client;
        this.name = name;
        client.put("enable.auto.commit", "false");
        client.put("default.api.timeout.ms", "10000");
    }

    String name() {
        return name;
    }

    /** One answer that somebody waits for. */
    final class Expected implements AutoCloseable {
        private final String correlation;
        private final CompletableFuture<byte[]> answer = new CompletableFuture<>();

        Expected(String correlation) {
            this.correlation = correlation;
        }

        byte[] await() throws InterruptedException {
            try {
                return answer.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            waiting.remove(correlation);
        }
    }

    /** Takes the answer with this correlation from now on. */
    Expected expect(String correlation) throws CallFailed, InterruptedException {
        begin();
        if (!looked.await(READY_SECONDS, TimeUnit.SECONDS)) {
            throw CallFailed.forNow("its answers cannot be read, since their broker does not answer");
        }
        if (!followed) {
            throw CallFailed.forNow("its answers cannot be read, since there is no topic for them");
        }
        Expected expected = new Expected(correlation);
        waiting.put(correlation, expected);
        return expected;
    }

    private synchronized void begin() {
        if (reader == null && !closed) {
            reader = Thread.ofPlatform().daemon().name("answers-" + name).start(this::read);
        }
    }

    private void read() {
        while (!closed) {
            try (Consumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                List<TopicPartition> partitions = partitions(consumer);
                consumer.assign(partitions);
                consumer.seekToEnd(partitions);
                partitions.forEach(consumer::position);
                if (partitions.isEmpty()) {
                    noTopic();
                } else {
                    followed = true;
                    looked.countDown();
                    follow(consumer);
                }
                pause();
            } catch (KafkaException e) {
                LOG.atWarn()
                        .addKeyValue("topic", name)
                        .addKeyValue("cause", e.getClass().getSimpleName())
                        .log("answers not read");
                pause();
            }
        }
    }

    private void noTopic() {
        if (looked.getCount() > 0) {
            LOG.atWarn()
                    .addKeyValue("topic", name)
                    .addKeyValue("cause", "there is no such topic")
                    .log("answers not read");
        }
        looked.countDown();
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        long look = System.nanoTime();
        while (!closed) {
            consumer.poll(POLL).forEach(this::arrived);
            if (System.nanoTime() - look > NEW_PARTITIONS.toNanos()) {
                look = System.nanoTime();
                add(consumer);
            }
        }
    }

    /** Partitions that came later are read from their beginning. */
    private void add(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> all = partitions(consumer);
        List<TopicPartition> later = new ArrayList<>(all);
        later.removeAll(consumer.assignment());
        if (!later.isEmpty()) {
            consumer.assign(all);
            consumer.seekToBeginning(later);
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(name).stream()
                .map(partition -> new TopicPartition(name, partition.partition()))
                .toList();
    }

    private void arrived(ConsumerRecord<byte[], byte[]> record) {
        Header correlation = record.headers().lastHeader("DroverCorrelation");
        Expected expected =
                correlation == null ? null : waiting.remove(new String(correlation.value(), StandardCharsets.UTF_8));
        if (expected != null) {
            expected.answer.complete(record.value() == null ? new byte[0] : record.value());
        }
    }

    private void pause() {
        try {
            Thread.sleep(closed ? Duration.ZERO : PAUSE);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
