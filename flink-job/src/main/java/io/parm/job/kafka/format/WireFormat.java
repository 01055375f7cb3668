package io.parm.job.kafka.format;

import io.parm.job.config.JobConfig;
import io.parm.schemas.RecordDecoder;
import io.parm.schemas.RecordEncoder;
import io.parm.schemas.RecordType;
import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * How values are encoded. What needs somebody else's word, a registry's, is settled here, before a job starts; each task then opens
 * its own encoder or decoder from what it was given.
 */
public interface WireFormat {

    /** Opens a task's decoder. */
    interface DecoderSource<T> extends Supplier<RecordDecoder<T>>, Serializable {}

    /** Opens a task's encoder. */
    interface EncoderSource<T> extends Supplier<RecordEncoder<T>>, Serializable {}

    /**
     * @param topics that the records are read from
     * @throws io.parm.model.UserError if a registry is needed and does not answer
     */
    <T extends SpecificRecordBase> DecoderSource<T> decoder(RecordType<T> type, List<String> topics);

    /**
     * @param topic that the records are written to
     * @throws io.parm.model.UserError if a registry is needed and does not answer, or does not take the schema
     */
    <T extends SpecificRecordBase> EncoderSource<T> encoder(RecordType<T> type, String topic);

    static WireFormat of(JobConfig.Kafka kafka) {
        return switch (kafka.format()) {
            case AVRO_SINGLE_OBJECT -> SingleObjectFormat.INSTANCE;
            case CONFLUENT -> new ConfluentFormat(kafka.registry());
        };
    }
}
