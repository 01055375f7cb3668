package io.parm.lab.load;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** A thread that hands on every record of a topic, or all that reach it after the start. */
public final class TopicReader implements AutoCloseable {

    /** Where reading begins. */
    public enum From {
        /** What is sent after the start is read, what was there before is not. */
        END,
        /** Everything that the topic still holds is read. */
        BEGINNING
    }

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long JOIN_MS = 10_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Consumer<ConsumerRecord<byte[], byte[]>> handler;
    private final Thread thread;
    private volatile boolean closed;
    private volatile RuntimeException failure;

    /**
     * Starts reading; what is sent after this returns is read, what was there before is not.
     *
     * @param topic must exist
     * @param handler called by the reader's own thread
     */
    public TopicReader(String bootstrapServers, String topic, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        this(KafkaAccess.open(bootstrapServers), topic, From.END, handler);
    }

    /**
     * Starts reading at one end.
     *
     * @param topic must exist
     * @param handler called by the reader's own thread
     */
    public TopicReader(KafkaAccess kafka, String topic, From from, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        this.consumer = LabClients.consumer(kafka);
        this.handler = handler;
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        if (from == From.END) {
            consumer.seekToEnd(partitions);
        } else {
            consumer.seekToBeginning(partitions);
        }
        partitions.forEach(consumer::position);
        this.thread = new Thread(this::read, "reader of " + topic);
        thread.setDaemon(true);
        thread.start();
    }

    /** @throws IllegalStateException if reading or the handler failed */
    public void checkRunning() {
        if (failure != null) {
            throw new IllegalStateException(thread.getName() + " failed: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                consumer.poll(POLL).forEach(handler);
            }
        } catch (WakeupException e) {
            // close() asked for it
        } catch (RuntimeException e) {
            failure = e;
        }
    }
}
