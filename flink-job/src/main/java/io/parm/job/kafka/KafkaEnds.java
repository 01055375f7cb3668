package io.parm.job.kafka;

import io.parm.job.Ends;
import io.parm.job.config.JobConfig;
import io.parm.job.kafka.format.WireFormat;
import io.parm.job.stream.Answer;
import io.parm.job.stream.RawRecord;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The topology's ends on Kafka, set for latency: a producer that does not linger (Kafka's default of 5 ms on both ends took the median
 * from 3 to 29 ms) and a consumer that is answered as soon as there is one byte.
 */
public final class KafkaEnds {

    /** The sinks by the names that their transactional ids have. */
    static final String PREDICTIONS = "predictions";

    static final String CORRECTIONS = "corrections";
    static final String DEAD_LETTERS = "dead-letters";

    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

    /**
     * How long a partition may take no answer before the job starts again from its checkpoint. Kafka's default is two minutes, and a producer
     * that is new when a broker comes back may be stuck for as long: KAFKA-15591.
     */
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(20);

    /** Two tries within the above, which Kafka wants to be longer. */
    private static final Duration REQUEST_TIMEOUT = DELIVERY_TIMEOUT.dividedBy(2);

    private KafkaEnds() {}

    /**
     * @param service the service's name, which predictions carry
     * @throws io.parm.model.UserError if a schema registry is needed and does not answer, or does not take a schema
     */
    public static Ends of(JobConfig.Kafka kafka, String service) {
        WireFormat format = WireFormat.of(kafka);
        Sink<Answer> corrections = kafka.correctionsTopic().isEmpty()
                ? new DiscardingSink<>()
                : sink(kafka, CORRECTIONS, AnswerWriter.ofCorrections(format, kafka.correctionsTopic(), service));
        return new Ends(
                queries(kafka),
                sink(kafka, PREDICTIONS, AnswerWriter.ofPredictions(format, kafka.predictionsTopic(), service)),
                corrections,
                sink(kafka, DEAD_LETTERS, new DeadLetterWriter(kafka.deadLettersTopic(), kafka.maxMessageBytes())));
    }

    /** The connector takes Kafka's enum, which Kafka deprecates without another for the connector to take. */
    @SuppressWarnings("deprecation")
    private static KafkaSource<RawRecord> queries(JobConfig.Kafka kafka) {
        Properties properties = new Properties();
        properties.setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1");
        properties.setProperty("partition.discovery.interval.ms", "10000");
        properties.putAll(ClientProperties.of(kafka));
        return KafkaSource.<RawRecord>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setTopics(kafka.queryTopics())
                .setGroupId(kafka.groupId())
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(new RawRecordReader())
                .setProperties(properties)
                .build();
    }

    private static <T> Sink<T> sink(JobConfig.Kafka kafka, String name, KafkaRecordSerializationSchema<T> writer) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setKafkaProducerConfig(producerProperties(kafka))
                .setRecordSerializer(writer)
                .setDeliveryGuarantee(guarantee(kafka.delivery()))
                .setTransactionalIdPrefix(transactionalIdPrefix(kafka, name))
                .build();
    }

    /** What a sink's producers are made with, but for serializers and transactional ids. */
    static Properties producerProperties(JobConfig.Kafka kafka) {
        Properties properties = new Properties();
        properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
        properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        properties.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(kafka.maxMessageBytes()));
        properties.setProperty(ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(2L * kafka.maxMessageBytes()));
        properties.setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(TRANSACTION_TIMEOUT.toMillis()));
        Properties given = ClientProperties.of(kafka);
        if (!given.containsKey(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG)
                && !given.containsKey(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)) {
            properties.setProperty(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(REQUEST_TIMEOUT.toMillis()));
            properties.setProperty(
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(DELIVERY_TIMEOUT.toMillis()));
        }
        properties.putAll(given);
        return properties;
    }

    /** What the transactional ids of a sink start with. */
    static String transactionalIdPrefix(JobConfig.Kafka kafka, String sink) {
        return kafka.groupId() + "-" + sink;
    }

    private static DeliveryGuarantee guarantee(JobConfig.Delivery delivery) {
        return switch (delivery) {
            case AT_LEAST_ONCE -> DeliveryGuarantee.AT_LEAST_ONCE;
            case EXACTLY_ONCE -> DeliveryGuarantee.EXACTLY_ONCE;
        };
    }
}
