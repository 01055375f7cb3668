package io.parm.lab.soak;

import io.parm.lab.load.Inputs;
import io.parm.lab.load.LabClients;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.SentLoad;
import io.parm.lab.load.TopicReader;
import io.parm.schemas.Codec;
import io.parm.schemas.Contract;
import io.parm.schemas.MalformedRecordException;
import io.parm.schemas.Prediction;
import io.parm.schemas.Query;
import io.parm.schemas.SingleObjectCodec;
import io.parm.schemas.Tensors;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends a load and keeps its ledger; its clients wait for a broker that is away. One thread sends, any may corrupt and ask. */
final class SoakTraffic implements AutoCloseable {

    private static final String PREFIX = "soak";

    private final PoissonSchedule schedule;
    private final Inputs inputs;
    private final Ledger ledger;
    private final long startNanos = System.nanoTime();
    private final Codec<Query> queries = SingleObjectCodec.ofQueries();
    private final Codec<Prediction> predictions = SingleObjectCodec.ofPredictions();
    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicReader answers;
    private final TopicReader deadLetters;
    private final AtomicInteger letters = new AtomicInteger();

    /** Times of the schedule count from now. */
    SoakTraffic(String bootstrapServers, Inputs inputs, PoissonSchedule schedule) {
        this.schedule = schedule;
        this.inputs = inputs;
        long[] intended = new long[schedule.size()];
        for (int i = 0; i < intended.length; i++) {
            intended[i] = schedule.offsetNanos(i);
        }
        this.ledger = new Ledger(intended);
        this.producer = LabClients.patientProducer(bootstrapServers);
        this.answers = new TopicReader(bootstrapServers, Contract.PREDICTIONS_TOPIC, once(this::answer));
        this.deadLetters = new TopicReader(bootstrapServers, Contract.DEAD_LETTERS_TOPIC, once(this::deadLetter));
    }

    Ledger ledger() {
        return ledger;
    }

    /** Nanoseconds from the start of the load. */
    long nowNanos() {
        return System.nanoTime() - startNanos;
    }

    /** Dead letters so far, queries or not. */
    int letters() {
        return letters.get();
    }

    /** Sends everything when the schedule says; returns when Kafka has all of it. */
    void send() throws InterruptedException {
        for (int i = 0; i < schedule.size(); i++) {
            int query = i;
            ProducerRecord<byte[], byte[]> record = record(query);
            while (nowNanos() < schedule.offsetNanos(query)) {
                LockSupport.parkNanos(schedule.offsetNanos(query) - nowNanos());
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    ledger.taken(query);
                } else {
                    ledger.refused();
                }
            });
        }
        producer.flush();
    }

    /** Sends a record that is no query. */
    void corrupt(int seed) {
        byte[] value = ("no query " + seed).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(Contract.QUERIES_TOPIC, null, value));
    }

    /** @throws IllegalStateException if a topic cannot be read */
    void checkRunning() {
        answers.checkRunning();
        deadLetters.checkRunning();
    }

    @Override
    public void close() {
        producer.close();
        answers.close();
        deadLetters.close();
    }

    private ProducerRecord<byte[], byte[]> record(int query) {
        String id = SentLoad.id(PREFIX, query);
        Query value = new Query(id, Tensors.ofFloats(inputs.at(query), inputs.shape()), null);
        return new ProducerRecord<>(Contract.QUERIES_TOPIC, id.getBytes(StandardCharsets.UTF_8), queries.encode(value));
    }

    private void answer(ConsumerRecord<byte[], byte[]> record) {
        try {
            Prediction prediction = predictions.decode(record.value());
            int query = query(prediction.getQueryId());
            if (query >= 0) {
                ledger.answered(query, nowNanos(), prediction.getSource());
            }
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("a record on the topic of predictions is none", e);
        }
    }

    private void deadLetter(ConsumerRecord<byte[], byte[]> record) {
        letters.incrementAndGet();
        int query = record.key() == null ? -1 : query(new String(record.key(), StandardCharsets.UTF_8));
        if (query >= 0) {
            ledger.deadLettered(query);
        }
    }

    /** The index in an id of this load; -1 in any other. */
    private static int query(String id) {
        return id.startsWith(PREFIX + "-") ? Integer.parseInt(id.substring(PREFIX.length() + 1)) : -1;
    }

    /** A reader that begins again, as after a broker's death, must not make duplicates of its own. */
    private static Consumer<ConsumerRecord<byte[], byte[]>> once(Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        Map<Integer, Long> last = new HashMap<>();
        return record -> {
            if (record.offset() > last.getOrDefault(record.partition(), -1L)) {
                last.put(record.partition(), record.offset());
                handler.accept(record);
            }
        };
    }
}
