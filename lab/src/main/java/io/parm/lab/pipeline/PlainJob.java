package io.parm.lab.pipeline;

import io.parm.job.ParmJob;
import io.parm.job.config.JobConfig;
import io.parm.model.Service;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What a user would write who wants inference on a stream and nothing else: Kafka → decode → asynchronous inference → encode → Kafka, all in
 * one chain.
 * The settings of Flink, of the Kafka clients and of the pool are the job's own; queries are not checked and answers carry no headers.
 */
final class PlainJob {

    /** As the job's: above what its pool can hold. */
    private static final int CAPACITY_MARGIN = 64;

    private PlainJob() {}

    static void define(StreamExecutionEnvironment env, JobConfig config) {
        Service service = Service.read(config.service());
        ParmJob.configure(env, config);
        JobConfig.Pool pool = config.deployed();
        int capacity = pool.settings().limits().queueCapacity() + pool.held() + CAPACITY_MARGIN;

        DataStream<PlainQuery> queries = env.fromSource(
                        source(config.kafka()), WatermarkStrategy.noWatermarks(), "queries")
                .uid("queries");
        DataStream<PlainAnswer> answers = AsyncDataStream.unorderedWait(
                        queries,
                        new PlainInference(service.deployedModel(), config),
                        0,
                        TimeUnit.MILLISECONDS,
                        capacity)
                .setParallelism(pool.parallelism())
                .name("infer")
                .uid("infer");
        answers.sinkTo(sink(config.kafka(), service.manifest().name()))
                .name("predictions")
                .uid("predictions");
    }

    private static KafkaSource<PlainQuery> source(JobConfig.Kafka kafka) {
        return KafkaSource.<PlainQuery>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setTopics(kafka.queryTopics())
                .setGroupId(kafka.groupId())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new PlainQueryReader())
                .setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1")
                .setProperty("partition.discovery.interval.ms", "10000")
                .setProperties(kafka.properties())
                .build();
    }

    private static KafkaSink<PlainAnswer> sink(JobConfig.Kafka kafka, String service) {
        Properties properties = new Properties();
        properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
        properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        properties.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(kafka.maxMessageBytes()));
        properties.setProperty(ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(2L * kafka.maxMessageBytes()));
        properties.putAll(kafka.properties());
        return KafkaSink.<PlainAnswer>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setKafkaProducerConfig(properties)
                .setRecordSerializer(new PlainAnswerWriter(kafka.predictionsTopic(), service))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .build();
    }
}
