package io.parm.job.kafka;

import io.parm.job.stream.DeadLetter;
import io.parm.job.stream.Header;
import io.parm.job.stream.RawRecord;
import io.parm.schemas.Contract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Dead letters with their raw key, value and headers, and the {@code __connect.errors.*} headers beside them.
 *
 * <p>A letter is a little larger than the record it was. One that would not fit comes without its value, or without anything of the
 * record if its key and headers alone do not fit, and with a header that says how many bytes were left out: a letter that Kafka refuses
 * would stop the job again after every restart.
 */
final class DeadLetterWriter implements KafkaRecordSerializationSchema<DeadLetter> {

    private static final long serialVersionUID = 1L;

    /** More than Kafka adds to the bytes of a record and a batch. */
    private static final int FRAMING_BYTES = 256;

    /** More than Kafka adds to the bytes of a header. */
    private static final int HEADER_FRAMING_BYTES = 10;

    private final String topic;
    private final int maxBytes;

    /** @param maxBytes of a record that can be written */
    DeadLetterWriter(String topic, int maxBytes) {
        this.topic = topic;
        this.maxBytes = maxBytes;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(DeadLetter letter, KafkaSinkContext context, Long timestamp) {
        RawRecord raw = letter.record();
        ProducerRecord<byte[], byte[]> whole = letter(letter, raw.key(), raw.value(), raw.headers());
        if (size(whole) <= maxBytes) {
            return whole;
        }
        ProducerRecord<byte[], byte[]> withoutValue = letter(letter, raw.key(), null, raw.headers());
        ProducerRecord<byte[], byte[]> fitting =
                size(withoutValue) <= maxBytes ? withoutValue : letter(letter, null, null, List.of());
        add(fitting.headers(), Contract.OMITTED_BYTES_HEADER, Long.toString(size(whole) - size(fitting)));
        return fitting;
    }

    private ProducerRecord<byte[], byte[]> letter(DeadLetter letter, byte[] key, byte[] value, List<Header> kept) {
        RawRecord raw = letter.record();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
        Headers headers = record.headers();
        for (Header header : kept) {
            headers.add(header.key(), header.value());
        }
        add(headers, Contract.ERROR_CLASS_HEADER, letter.refusal().name());
        add(headers, Contract.ERROR_MESSAGE_HEADER, letter.message());
        add(headers, Contract.ERROR_STAGE_HEADER, "admit");
        add(headers, Contract.ERROR_TOPIC_HEADER, raw.topic());
        add(headers, Contract.ERROR_PARTITION_HEADER, Integer.toString(raw.partition()));
        add(headers, Contract.ERROR_OFFSET_HEADER, Long.toString(raw.offset()));
        return record;
    }

    /** An upper bound of what Kafka makes of a record, bytes. */
    private static long size(ProducerRecord<byte[], byte[]> record) {
        long size = FRAMING_BYTES + length(record.key()) + length(record.value());
        for (org.apache.kafka.common.header.Header header : record.headers()) {
            size += HEADER_FRAMING_BYTES + 3L * header.key().length() + length(header.value());
        }
        return size;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void add(Headers headers, String key, String value) {
        headers.add(key, value.getBytes(StandardCharsets.UTF_8));
    }
}
