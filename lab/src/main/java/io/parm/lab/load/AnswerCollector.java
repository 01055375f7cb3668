package io.parm.lab.load;

import io.parm.job.kafka.format.SingleObjectFormat;
import io.parm.job.kafka.format.WireFormat;
import io.parm.schemas.MalformedRecordException;
import io.parm.schemas.Prediction;
import io.parm.schemas.RecordDecoder;
import io.parm.schemas.RecordType;
import io.parm.schemas.Tensors;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Collects the answers to one load from a prediction topic, as a plain consumer would see them. Thread-safe. */
public final class AnswerCollector implements AutoCloseable {

    private static final long CHECK_MS = 1000;

    private final String idPrefix;
    private final RecordDecoder<Prediction> decoder;
    private final TopicReader reader;
    private final Map<String, Answer> answers = new HashMap<>();
    private int malformed;

    /**
     * Starts collecting; make one before its load is sent.
     *
     * @param topic of predictions; must exist
     * @param idPrefix the load's; answers to other loads are ignored
     */
    public AnswerCollector(String bootstrapServers, String topic, String idPrefix) {
        this(bootstrapServers, topic, idPrefix, SingleObjectFormat.INSTANCE);
    }

    /** The same of predictions in another format. */
    public AnswerCollector(String bootstrapServers, String topic, String idPrefix, WireFormat format) {
        this(KafkaAccess.open(bootstrapServers), topic, idPrefix, TopicReader.From.END, format);
    }

    /** Collects what was answered before, too. */
    public static AnswerCollector fromTheStart(KafkaAccess kafka, String topic, String idPrefix) {
        return new AnswerCollector(kafka, topic, idPrefix, TopicReader.From.BEGINNING, SingleObjectFormat.INSTANCE);
    }

    private AnswerCollector(
            KafkaAccess kafka, String topic, String idPrefix, TopicReader.From from, WireFormat format) {
        this.idPrefix = idPrefix + "-";
        this.decoder = format.decoder(RecordType.PREDICTION, List.of(topic)).get();
        this.reader = new TopicReader(kafka, topic, from, this::receive);
    }

    /**
     * Waits until {@code count} different queries are answered.
     *
     * @return whether they were, within {@code timeout}
     * @throws IllegalStateException if the topic cannot be read
     */
    public synchronized boolean await(int count, Duration timeout) throws InterruptedException {
        long endNanos = System.nanoTime() + timeout.toNanos();
        while (answers.size() < count) {
            reader.checkRunning();
            long remainingMs = Duration.ofNanos(endNanos - System.nanoTime()).toMillis();
            if (remainingMs <= 0) {
                return false;
            }
            wait(Math.min(remainingMs, CHECK_MS));
        }
        return true;
    }

    /** Number of different queries answered so far. */
    public synchronized int answered() {
        return answers.size();
    }

    /** Number of records so far that were no predictions. */
    public synchronized int malformed() {
        return malformed;
    }

    /** The answers so far, by query id; a copy. */
    public synchronized Map<String, Answer> answers() {
        return Map.copyOf(answers);
    }

    /** Stops reading; the answers stay. */
    @Override
    public void close() {
        reader.close();
    }

    private synchronized void receive(ConsumerRecord<byte[], byte[]> record) {
        long receivedNanos = System.nanoTime();
        try {
            Prediction prediction = decoder.decode(record.value());
            if (prediction.getQueryId().startsWith(idPrefix)) {
                add(prediction, receivedNanos);
            }
        } catch (MalformedRecordException e) {
            malformed++;
        }
    }

    private void add(Prediction prediction, long receivedNanos) {
        Answer first = answers.get(prediction.getQueryId());
        Answer answer = first != null
                ? first.repeated()
                : new Answer(
                        receivedNanos,
                        prediction.getSource(),
                        Tensors.floats(prediction.getOutput()),
                        1,
                        prediction.getLatencyMs());
        answers.put(prediction.getQueryId(), answer);
        notifyAll();
    }
}
