package io.parm.job.kafka;

import io.parm.job.kafka.format.WireFormat;
import io.parm.job.stream.Answer;
import io.parm.job.stream.Header;
import io.parm.schemas.AnswerSource;
import io.parm.schemas.Contract;
import io.parm.schemas.Correction;
import io.parm.schemas.Prediction;
import io.parm.schemas.RecordEncoder;
import io.parm.schemas.RecordType;
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

    /**
     * @param service the service's name, which predictions carry
     * @throws io.parm.model.UserError if a schema registry is needed and does not answer, or does not take the schema
     */
    static AnswerWriter ofPredictions(WireFormat format, String topic, String service) {
        return new Predictions(topic, service, format.encoder(RecordType.PREDICTION, topic));
    }

    /** The same for corrections. */
    static AnswerWriter ofCorrections(WireFormat format, String topic, String service) {
        return new Corrections(topic, service, format.encoder(RecordType.CORRECTION, topic));
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
        return switch (answer.source()) {
            case ORIGINAL -> AnswerSource.ORIGINAL;
            case RECONSTRUCTED -> AnswerSource.RECONSTRUCTED;
            case DEFAULT -> AnswerSource.DEFAULT;
            case UNKNOWN, WAITING -> throw new IllegalArgumentException(answer.source() + " is no source of an answer");
        };
    }

    private static final class Predictions extends AnswerWriter {
        private static final long serialVersionUID = 1L;
        private final String service;
        private final WireFormat.EncoderSource<Prediction> encoders;
        private transient RecordEncoder<Prediction> encoder;

        private Predictions(String topic, String service, WireFormat.EncoderSource<Prediction> encoders) {
            super(topic);
            this.service = service;
            this.encoders = encoders;
        }

        @Override
        public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
            encoder = encoders.get();
        }

        @Override
        byte[] value(Answer answer) {
            return encoder.encode(new Prediction(
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
        private final WireFormat.EncoderSource<Correction> encoders;
        private transient RecordEncoder<Correction> encoder;

        private Corrections(String topic, String service, WireFormat.EncoderSource<Correction> encoders) {
            super(topic);
            this.service = service;
            this.encoders = encoders;
        }

        @Override
        public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
            encoder = encoders.get();
        }

        @Override
        byte[] value(Answer answer) {
            return encoder.encode(Correction.newBuilder()
                    .setQueryId(answer.envelope().queryId())
                    .setAnsweredAs(source(answer))
                    .setOutput(Tensors.ofFloats(answer.output(), answer.output().length))
                    .setService(service)
                    .setLatencyMs(answer.latencyMs())
                    .build());
        }
    }
}
