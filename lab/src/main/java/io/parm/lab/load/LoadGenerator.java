package io.parm.lab.load;

import io.parm.job.kafka.format.SingleObjectFormat;
import io.parm.job.kafka.format.WireFormat;
import io.parm.schemas.Query;
import io.parm.schemas.RecordEncoder;
import io.parm.schemas.RecordType;
import io.parm.schemas.Tensors;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends queries when their schedule says, whether or not earlier ones are answered. A query that is late, because the one before it
 * took long, is sent at once; its latency still counts from the intended time. Not thread-safe, but for {@link #taken} and {@link #refused}.
 */
public final class LoadGenerator implements AutoCloseable {

    private final String topic;
    private final Inputs inputs;
    private final RecordEncoder<Query> encoder;
    private final Pacer pacer = new Pacer();
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    /** Sends queries in Avro single-object encoding to brokers that let everybody in. */
    public LoadGenerator(String bootstrapServers, String topic, Inputs inputs) {
        this(KafkaAccess.open(bootstrapServers), topic, inputs, SingleObjectFormat.INSTANCE);
    }

    /**
     * @param topic of queries; must exist
     * @param inputs what the queries carry
     * @throws io.parm.model.UserError if the format needs a schema registry, and that does not answer
     */
    public LoadGenerator(KafkaAccess kafka, String topic, Inputs inputs, WireFormat format) {
        this.topic = topic;
        this.inputs = inputs;
        this.encoder = format.encoder(RecordType.QUERY, topic).get();
        this.producer = LabClients.producer(kafka);
        // The first send would otherwise wait for the topic's metadata, and the load's first queries would be late.
        producer.partitionsFor(topic);
    }

    /**
     * Sends one load and returns when Kafka has taken, or refused, all of it. Blocks for as long as the schedule is.
     *
     * @param idPrefix of the queries' ids and keys, {@code idPrefix-index}; one per load
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public SentLoad send(String idPrefix, PoissonSchedule schedule) {
        taken.set(0);
        refused.set(0);
        long startNanos = pacer.nowNanos();
        long worstLatenessNanos = 0;
        for (int i = 0; i < schedule.size(); i++) {
            // Encoded before the wait, so that the encoding does not delay the query.
            ProducerRecord<byte[], byte[]> record = record(SentLoad.id(idPrefix, i), i);
            long latenessNanos = pacer.awaitNanos(startNanos + schedule.offsetNanos(i));
            worstLatenessNanos = Math.max(worstLatenessNanos, latenessNanos);
            producer.send(record, (metadata, failure) -> {
                (failure == null ? taken : refused).incrementAndGet();
            });
        }
        producer.flush();
        return new SentLoad(idPrefix, startNanos, schedule, refused.get(), worstLatenessNanos);
    }

    /** Queries of the load under way, or of the last one, that Kafka has taken so far; any thread may ask. */
    public int taken() {
        return taken.get();
    }

    /** The same of those that Kafka refused, or did not take in time. */
    public int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        producer.close();
    }

    private ProducerRecord<byte[], byte[]> record(String id, int index) {
        Query query = new Query(id, Tensors.ofFloats(inputs.at(index), inputs.shape()), null);
        return new ProducerRecord<>(topic, id.getBytes(StandardCharsets.UTF_8), encoder.encode(query));
    }
}
