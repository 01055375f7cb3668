package io.parm.lab.load;

import io.parm.job.kafka.ClientProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka clients set for low latency; the load, its collector and the baseline all use these, so that they compare. */
public final class LabClients {

    private static final int LARGEST_RECORD_BYTES = 64 << 20;
    private static final int PATIENCE_MS = 30 * 60 * 1000;

    private LabClients() {}

    /** Sends every record at once and, like the job's own sinks, waits for all replicas. */
    public static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        return producer(KafkaAccess.open(bootstrapServers));
    }

    /** The same at brokers that do not let everybody in. */
    public static KafkaProducer<byte[], byte[]> producer(KafkaAccess kafka) {
        return producer(kafka, Map.of());
    }

    /** The same, but it keeps its records over half an hour without a broker, and finds it soon when it is back. */
    public static KafkaProducer<byte[], byte[]> patientProducer(String bootstrapServers) {
        return producer(
                KafkaAccess.open(bootstrapServers),
                Map.of(
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        PATIENCE_MS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE_MS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        500));
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaAccess kafka, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                LARGEST_RECORD_BYTES,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                2L * LARGEST_RECORD_BYTES));
        settings.putAll(more);
        addAccess(settings, kafka);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Gets every record as soon as it counts, those of a transaction when it is committed; is in no group and commits nothing. */
    public static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        return consumer(KafkaAccess.open(bootstrapServers));
    }

    /** The same at brokers that do not let everybody in. */
    public static KafkaConsumer<byte[], byte[]> consumer(KafkaAccess kafka) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                1,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                100,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                // Looking for a topic must not make it.
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false));
        addAccess(settings, kafka);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void addAccess(Map<String, Object> settings, KafkaAccess kafka) {
        Properties given = new Properties();
        given.putAll(kafka.properties());
        ClientProperties.withProviders(given).forEach((key, value) -> settings.put((String) key, value));
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    }
}
