package io.parm.lab.topic;

import io.parm.lab.load.KafkaAccess;
import io.parm.lab.load.LabClients;
import io.parm.model.UserError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** What a topic holds now, from its beginning to its present end. */
public record TopicContents(KafkaAccess kafka, String topic) {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);

    /**
     * Finds out whether it is there.
     *
     * @throws UserError if there is no such broker or topic
     */
    public void mustExist() {
        try (KafkaConsumer<byte[], byte[]> consumer = LabClients.consumer(kafka)) {
            partitions(consumer);
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    /** Told how far reading is. */
    @FunctionalInterface
    public interface Progress {

        /**
         * Called after every fetch.
         *
         * @param read offsets passed so far
         * @param all of the topic; a few more than its records where there are transactions or compaction
         */
        void hasRead(long read, long all);
    }

    /**
     * Reads it all once; partition by partition in order, partitions interleaved.
     *
     * @throws UserError if there is no such broker or topic
     */
    public void forEach(Consumer<ConsumerRecord<byte[], byte[]>> handler, Progress progress) {
        try (KafkaConsumer<byte[], byte[]> consumer = LabClients.consumer(kafka)) {
            List<TopicPartition> partitions = partitions(consumer);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LONGEST_ANSWER);
            long begin = sum(consumer.beginningOffsets(partitions, LONGEST_ANSWER));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!isAtEnd(consumer, ends)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                        handler.accept(record);
                    }
                }
                progress.hasRead(positions(consumer, ends) - begin, sum(ends) - begin);
            }
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    /** Kafka says best at the bottom what is wrong. */
    private UserError unreadable(KafkaException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new UserError("topic %s of %s cannot be read: %s".formatted(topic, kafka, root.getMessage()), failure);
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic, LONGEST_ANSWER);
        if (partitions == null || partitions.isEmpty()) {
            throw new UserError("there is no topic " + topic + " at " + kafka);
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What comes in after the end does not count. */
    private static long positions(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.min(end.getValue(), consumer.position(end.getKey(), LONGEST_ANSWER)))
                .sum();
    }

    private static boolean isAtEnd(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey(), LONGEST_ANSWER) >= end.getValue());
    }
}
