package io.parm.schemas;

import java.io.Serializable;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A kind of record on the wire.
 *
 * @param recordClass the class that Avro generated for it
 * @param <T> that class
 */
public record RecordType<T extends SpecificRecordBase>(Class<T> recordClass) implements Serializable {

    public static final RecordType<Query> QUERY = new RecordType<>(Query.class);
    public static final RecordType<Prediction> PREDICTION = new RecordType<>(Prediction.class);
    public static final RecordType<Correction> CORRECTION = new RecordType<>(Correction.class);

    /** What a writer writes with and others see: complete in itself, and without the marks of Java's code generator. */
    public Schema publicSchema() {
        return SchemaHistory.newest(schema().getName());
    }

    /** The generated class's schema; its records have the same bytes as those of {@link #publicSchema}. */
    Schema schema() {
        return data().getSchema(recordClass);
    }

    SpecificData data() {
        return SpecificData.getForClass(recordClass);
    }
}
