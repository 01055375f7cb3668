package io.parm.lab.demo;

import io.parm.lab.load.KafkaAccess;
import io.parm.lab.load.TopicReader;
import io.parm.schemas.Contract;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Counts the answers on a prediction topic by their source, from the headers alone. Thread-safe. */
public final class AnswerCounts implements AutoCloseable {

    private final Map<String, Long> counts = new TreeMap<>();
    private final TopicReader reader;

    /** @param topic of predictions; must exist */
    public AnswerCounts(KafkaAccess kafka, String topic) {
        reader = new TopicReader(kafka, topic, TopicReader.From.END, this::count);
    }

    private synchronized void count(ConsumerRecord<byte[], byte[]> record) {
        Header source = record.headers().lastHeader(Contract.SOURCE_HEADER);
        String name = source == null ? "UNKNOWN" : new String(source.value(), StandardCharsets.UTF_8);
        counts.merge(name, 1L, Long::sum);
    }

    /** For people: {@code 1,234 ORIGINAL, 5 RECONSTRUCTED}. */
    @Override
    public synchronized String toString() {
        return counts.isEmpty()
                ? "none yet"
                : counts.entrySet().stream()
                        .map(entry -> "%,d %s".formatted(entry.getValue(), entry.getKey()))
                        .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        reader.close();
    }
}
