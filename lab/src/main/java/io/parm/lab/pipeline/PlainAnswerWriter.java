package io.parm.lab.pipeline;

import io.parm.schemas.AnswerSource;
import io.parm.schemas.Codec;
import io.parm.schemas.Prediction;
import io.parm.schemas.SingleObjectCodec;
import io.parm.schemas.Tensors;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Answers of the plain job as predictions, with the query's key. */
final class PlainAnswerWriter implements KafkaRecordSerializationSchema<PlainAnswer> {

    private static final long serialVersionUID = 1L;

    private final String topic;
    private final String service;
    private transient Codec<Prediction> codec;

    PlainAnswerWriter(String topic, String service) {
        this.topic = topic;
        this.service = service;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
        codec = SingleObjectCodec.ofPredictions();
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(PlainAnswer answer, KafkaSinkContext context, Long timestamp) {
        Prediction prediction = new Prediction(
                answer.id(),
                AnswerSource.ORIGINAL,
                Tensors.ofFloats(answer.output(), answer.output().length),
                service,
                -1L,
                null,
                -1,
                null);
        return new ProducerRecord<>(topic, answer.key(), codec.encode(prediction));
    }
}
