package io.parm.job.kafka;

import io.parm.job.stream.Answer;
import io.parm.job.stream.Header;
import io.parm.schemas.AnswerSource;
import io.parm.schemas.Codec;
import io.parm.schemas.Contract;
import io.parm.schemas.Correction;
import io.parm.schemas.Prediction;
import io.parm.schemas.SingleObjectCodec;
import io.parm.schemas.Tensors;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Answers as {@link Prediction} or {@link Correction} records, with the query's key and headers. */
abstract class AnswerWriter implements KafkaRecordSerializationSchema<Answer> {

    private static final long serialVersionUID = 1L;

    private final String topic;

    private AnswerWriter(String topic) {
        this.topic = topic;
    }

    static AnswerWriter ofPredictions(String topic, String service) {
        return new Predictions(topic, service);
    }

    static AnswerWriter ofCorrections(String topic, String service) {
        return new Corrections(topic, service);
    }

    /** The record's value. */
    abstract byte[] value(Answer answer);

    @Override
    public final ProducerRecord<byte[], byte[]> serialize(Answer answer, KafkaSinkContext context, Long timestamp) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, answer.envelope().key(), value(answer));
        Headers headers = record.headers();
        for (Header header : answer.envelope().headers()) {
            headers.add(header.key(), header.value());
        }
        headers.add(Contract.SOURCE_HEADER, text(answer.source().name()));
        headers.add(Contract.LATENCY_MS_HEADER, text(Long.toString(answer.latencyMs())));
        return record;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static AnswerSource source(Answer answer) {
        return AnswerSource.valueOf(answer.source().name());
    }

    private static final class Predictions extends AnswerWriter {
        private static final long serialVersionUID = 1L;
        private final String service;
        private transient Codec<Prediction> codec;

        private Predictions(String topic, String service) {
            super(topic);
            this.service = service;
        }

        @Override
        public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
            codec = SingleObjectCodec.ofPredictions();
        }

        @Override
        byte[] value(Answer answer) {
            return codec.encode(new Prediction(
                    answer.envelope().queryId(),
                    source(answer),
                    Tensors.ofFloats(answer.output(), answer.output().length),
                    service,
                    answer.latencyMs(),
                    answer.groupId(),
                    answer.slot(),
                    answer.reason()));
        }
    }

    private static final class Corrections extends AnswerWriter {
        private static final long serialVersionUID = 1L;
        private final String service;
        private transient Codec<Correction> codec;

        private Corrections(String topic, String service) {
            super(topic);
            this.service = service;
        }

        @Override
        public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
            codec = SingleObjectCodec.ofCorrections();
        }

        @Override
        byte[] value(Answer answer) {
            return codec.encode(Correction.newBuilder()
                    .setQueryId(answer.envelope().queryId())
                    .setAnsweredAs(source(answer))
                    .setOutput(Tensors.ofFloats(answer.output(), answer.output().length))
                    .setService(service)
                    .setLatencyMs(answer.latencyMs())
                    .build());
        }
    }
}
