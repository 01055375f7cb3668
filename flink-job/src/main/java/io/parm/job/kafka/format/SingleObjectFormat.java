package io.parm.job.kafka.format;

import io.parm.schemas.RecordType;
import io.parm.schemas.SingleObjectCodec;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/** Avro single-object encoding, which needs nobody's word. */
public enum SingleObjectFormat implements WireFormat {
    INSTANCE;

    @Override
    public <T extends SpecificRecordBase> DecoderSource<T> decoder(RecordType<T> type, List<String> topics) {
        return () -> SingleObjectCodec.of(type);
    }

    @Override
    public <T extends SpecificRecordBase> EncoderSource<T> encoder(RecordType<T> type, String topic) {
        return () -> SingleObjectCodec.of(type);
    }
}
