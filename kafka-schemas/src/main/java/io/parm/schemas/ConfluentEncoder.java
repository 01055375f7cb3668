package io.parm.schemas;

import java.nio.ByteBuffer;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The Confluent wire format: a zero byte, the writer schema's id in its registry (4 bytes, big-endian), the binary record.
 *
 * @param <T> the generated record class
 */
public final class ConfluentEncoder<T extends SpecificRecordBase> implements RecordEncoder<T> {

    static final byte MAGIC = 0;
    static final int HEADER_LENGTH = 1 + Integer.BYTES;

    private final byte[] header;
    private final BinaryRecords<T> records;

    /** @param schemaId that the registry gave to the type's {@link RecordType#publicSchema} */
    public ConfluentEncoder(RecordType<T> type, int schemaId) {
        this.header =
                ByteBuffer.allocate(HEADER_LENGTH).put(MAGIC).putInt(schemaId).array();
        this.records = new BinaryRecords<>(type.schema(), type.data());
    }

    @Override
    public byte[] encode(T record) {
        return records.encode(header, record);
    }
}
