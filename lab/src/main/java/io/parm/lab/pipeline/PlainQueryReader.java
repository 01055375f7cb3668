package io.parm.lab.pipeline;

import io.parm.schemas.Codec;
import io.parm.schemas.MalformedRecordException;
import io.parm.schemas.Query;
import io.parm.schemas.SingleObjectCodec;
import io.parm.schemas.Tensors;
import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes queries in the source, unchecked, as most jobs do: a bad one fails the job. */
final class PlainQueryReader implements KafkaRecordDeserializationSchema<PlainQuery> {

    private static final long serialVersionUID = 1L;

    private transient Codec<Query> codec;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        codec = SingleObjectCodec.ofQueries();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<PlainQuery> out) throws IOException {
        try {
            Query query = codec.decode(record.value());
            out.collect(new PlainQuery(record.key(), query.getId(), Tensors.floats(query.getTensor())));
        } catch (MalformedRecordException e) {
            throw new IOException(e);
        }
    }

    @Override
    public TypeInformation<PlainQuery> getProducedType() {
        return TypeInformation.of(PlainQuery.class);
    }
}
