package io.parm.schemas;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Avro single-object encoding: {@code C3 01}, the writer schema's CRC-64-AVRO fingerprint (8 bytes, little-endian), the binary
 * record (Avro specification, "Single-object encoding"). Needs no registry.
 *
 * <p>Writes the schema it was compiled with; reads that one and the earlier ones of {@link SchemaHistory}, whose records it resolves
 * to it. A record of another fingerprint is malformed, and the message names it and those that are read.
 *
 * @param <T> the generated record class
 */
public final class SingleObjectCodec<T extends SpecificRecordBase> implements Codec<T> {

    private static final int HEADER_LENGTH = 10;

    private final byte[] header;
    private final BinaryRecords<T> records;
    private final Map<Long, SpecificDatumReader<T>> readers = new LinkedHashMap<>();

    /** @param earlier schemas that records may still be written with */
    SingleObjectCodec(Schema schema, List<Schema> earlier, SpecificData data) {
        this.header = header(schema);
        this.records = new BinaryRecords<>(schema, data);
        readers.put(fingerprint(header), records.readerOf(schema));
        for (Schema old : earlier) {
            readers.putIfAbsent(fingerprint(header(old)), records.readerOf(old));
        }
    }

    public static SingleObjectCodec<Query> ofQueries() {
        return of(RecordType.QUERY);
    }

    public static SingleObjectCodec<Prediction> ofPredictions() {
        return of(RecordType.PREDICTION);
    }

    public static SingleObjectCodec<Correction> ofCorrections() {
        return of(RecordType.CORRECTION);
    }

    public static <T extends SpecificRecordBase> SingleObjectCodec<T> of(RecordType<T> type) {
        Schema schema = type.schema();
        return new SingleObjectCodec<>(schema, SchemaHistory.of(schema.getName()), type.data());
    }

    /** Whether a value says that it is in this encoding. */
    static boolean isMarked(byte[] bytes) {
        return bytes.length >= 2 && bytes[0] == (byte) 0xC3 && bytes[1] == 0x01;
    }

    @Override
    public byte[] encode(T record) {
        return records.encode(header, record);
    }

    @Override
    public T decode(byte[] bytes, T reused) throws MalformedRecordException {
        return records.decode(reader(bytes), bytes, HEADER_LENGTH, reused);
    }

    private SpecificDatumReader<T> reader(byte[] bytes) throws MalformedRecordException {
        if (bytes.length < HEADER_LENGTH) {
            throw new MalformedRecordException("too short for Avro single-object encoding: " + bytes.length
                    + " bytes of at least " + HEADER_LENGTH);
        }
        if (!isMarked(bytes)) {
            throw new MalformedRecordException("does not start with the Avro single-object marker C3 01");
        }
        SpecificDatumReader<T> reader = readers.get(fingerprint(bytes));
        if (reader == null) {
            String known = readers.keySet().stream().map(SingleObjectCodec::hex).collect(Collectors.joining(", "));
            throw new MalformedRecordException(
                    "written with schema " + hex(fingerprint(bytes)) + " but this job reads " + known);
        }
        return reader;
    }

    private static String hex(long fingerprint) {
        return String.format("%016x", fingerprint);
    }

    private static byte[] header(Schema schema) {
        byte[] header = new byte[HEADER_LENGTH];
        header[0] = (byte) 0xC3;
        header[1] = 0x01;
        long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        for (int i = 0; i < Long.BYTES; i++) {
            header[2 + i] = (byte) (fingerprint >>> (8 * i));
        }
        return header;
    }

    private static long fingerprint(byte[] bytes) {
        long fingerprint = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            fingerprint |= (bytes[2 + i] & 0xFFL) << (8 * i);
        }
        return fingerprint;
    }
}
