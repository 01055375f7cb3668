package io.parm.job.kafka;

import io.parm.job.stream.DeadLetter;
import io.parm.job.stream.Header;
import io.parm.job.stream.RawRecord;
import io.parm.schemas.Contract;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Dead letters with their raw key, value and headers, and the {@code __connect.errors.*} headers beside them. */
final class DeadLetterWriter implements KafkaRecordSerializationSchema<DeadLetter> {

    private static final long serialVersionUID = 1L;

    private final String topic;

    DeadLetterWriter(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(DeadLetter letter, KafkaSinkContext context, Long timestamp) {
        RawRecord raw = letter.record();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, raw.key(), raw.value());
        Headers headers = record.headers();
        for (Header header : raw.headers()) {
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

    private static void add(Headers headers, String key, String value) {
        headers.add(key, value.getBytes(StandardCharsets.UTF_8));
    }
}
