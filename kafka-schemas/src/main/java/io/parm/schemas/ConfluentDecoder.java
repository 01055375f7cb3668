package io.parm.schemas;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Reads the Confluent wire format, see {@link ConfluentEncoder}, and resolves the writer's schema to ours. A value that starts with
 * {@code C3 01} is Avro single-object encoding, which no value of this format can be: it is read too, so that producers can be moved
 * from one to the other one by one.
 *
 * @param <T> the generated record class
 */
public final class ConfluentDecoder<T extends SpecificRecordBase> implements RecordDecoder<T> {

    private final WriterSchemas schemas;
    private final BinaryRecords<T> records;
    private final SingleObjectCodec<T> singleObjects;
    private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();

    public ConfluentDecoder(RecordType<T> type, WriterSchemas schemas) {
        this.schemas = schemas;
        this.records = new BinaryRecords<>(type.schema(), type.data());
        this.singleObjects = SingleObjectCodec.of(type);
    }

    @Override
    public T decode(byte[] bytes, T reused) throws MalformedRecordException {
        if (SingleObjectCodec.isMarked(bytes)) {
            return singleObjects.decode(bytes, reused);
        }
        if (bytes.length < ConfluentEncoder.HEADER_LENGTH) {
            throw new MalformedRecordException("too short for the Confluent wire format: " + bytes.length
                    + " bytes of at least " + ConfluentEncoder.HEADER_LENGTH);
        }
        if (bytes[0] != ConfluentEncoder.MAGIC) {
            throw new MalformedRecordException(String.format(
                    "starts with %02X, neither the Confluent wire format's 00 nor the Avro single-object marker C3 01",
                    bytes[0]));
        }
        int id = ByteBuffer.wrap(bytes).getInt(1);
        SpecificDatumReader<T> reader = reader(id);
        try {
            return records.decode(reader, bytes, ConfluentEncoder.HEADER_LENGTH, reused);
        } catch (MalformedRecordException e) {
            throw new MalformedRecordException("written with schema id " + id + ", " + e.getMessage(), e);
        }
    }

    private SpecificDatumReader<T> reader(int id) throws MalformedRecordException {
        SpecificDatumReader<T> known = readers.get(id);
        if (known != null) {
            return known;
        }
        Schema written = schemas.of(id);
        SpecificDatumReader<T> reader = records.readerOf(written);
        readers.put(id, reader);
        return reader;
    }
}
