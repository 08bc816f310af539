package dev.drover.wiring.queue;

import dev.drover.wiring.broker.Broker;
import dev.drover.wiring.broker.Kafka;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Counts the records of a topic behind what its consumer group has committed; joins no group. */
final class KafkaDepth implements Depth {
    private final Properties client;
    private final String topic;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;

    KafkaDepth(Broker broker, String topic, String group) {
        client = Kafka.client(broker);
        client.put("group.id", group);
        client.put("enable.auto.commit", "false");
        client.put("default.api.timeout.ms", "5000");
        this.topic = topic;
    }

    @Override
    public long measure() {
        try {
            if (consumer == null) {
                consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            }
            return waiting(consumer);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private long waiting(KafkaConsumer<byte[], byte[]> asked) {
        Set<TopicPartition> partitions = asked.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toSet());
        if (partitions.isEmpty()) {
            throw new IllegalStateException("there is no topic " + topic);
        }
        Map<TopicPartition, Long> begin = asked.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = asked.endOffsets(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed = asked.committed(partitions);
        return partitions.stream()
                .mapToLong(partition -> {
                    OffsetAndMetadata read = committed.get(partition);
                    long from = read == null ? begin.getOrDefault(partition, 0L) : read.offset();
                    return Math.max(0, end.getOrDefault(partition, from) - from);
                })
                .sum();
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
    }
}
