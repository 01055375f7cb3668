package io.parm.lab.endtoend;

import io.parm.lab.load.KafkaAccess;
import io.parm.lab.load.LabClients;
import io.parm.schemas.Contract;
import io.parm.schemas.Query;
import io.parm.schemas.SingleObjectCodec;
import io.parm.schemas.Tensors;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Records as tests write and read them. */
final class Records {

    private static final Duration POLL = Duration.ofMillis(200);

    private Records() {}

    /** The value of a query with the demo's image of that index. */
    static byte[] query(String id, int image) {
        float[] input = TestStand.DATA.images().input(image);
        return query(id, input, TestStand.DATA.images().shape());
    }

    static byte[] query(String id, float[] input, int... shape) {
        return SingleObjectCodec.ofQueries().encode(new Query(id, Tensors.ofFloats(input, shape), null));
    }

    /** The first records of a topic of one partition; fewer if they do not come. */
    static List<ConsumerRecord<byte[], byte[]>> first(int count, String bootstrapServers, String topic) {
        return first(count, KafkaAccess.open(bootstrapServers), topic);
    }

    /** The same of brokers that do not let everybody in. */
    static List<ConsumerRecord<byte[], byte[]>> first(int count, KafkaAccess kafka, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        TopicPartition partition = new TopicPartition(topic, 0);
        long endNanos = System.nanoTime() + Await.LONG.toNanos();
        try (var consumer = LabClients.consumer(kafka)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (records.size() < count && System.nanoTime() < endNanos) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }

    /** Where a topic of one partition ends, for those who read committed records only or all. */
    static long end(String bootstrapServers, String topic, boolean committed) {
        KafkaAccess kafka = new KafkaAccess(
                bootstrapServers, Map.of("isolation.level", committed ? "read_committed" : "read_uncommitted"));
        TopicPartition partition = new TopicPartition(topic, 0);
        try (var consumer = LabClients.consumer(kafka)) {
            return consumer.endOffsets(List.of(partition)).get(partition);
        }
    }

    /** A header's text, or {@code null} if it is not there. */
    static String header(ConsumerRecord<byte[], byte[]> record, String key) {
        Header header = record.headers().lastHeader(key);
        return header == null ? null : utf8(header.value());
    }

    /** Where a dead letter says that it was read. */
    static String origin(ConsumerRecord<byte[], byte[]> letter) {
        return header(letter, Contract.ERROR_TOPIC_HEADER) + "-" + header(letter, Contract.ERROR_PARTITION_HEADER) + "@"
                + header(letter, Contract.ERROR_OFFSET_HEADER);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
