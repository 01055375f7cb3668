package io.parm.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
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
    private final SpecificDatumWriter<T> writer;
    private final Map<Long, SpecificDatumReader<T>> readers = new LinkedHashMap<>();
    private BinaryEncoder encoder;
    private BinaryDecoder decoder;

    /** @param earlier schemas that records may still be written with */
    SingleObjectCodec(Schema schema, List<Schema> earlier, SpecificData data) {
        TrustedRecords.ensure();
        this.header = header(schema);
        this.writer = new SpecificDatumWriter<>(schema, data);
        readers.put(fingerprint(header), new SpecificDatumReader<>(schema, schema, data));
        for (Schema old : earlier) {
            readers.putIfAbsent(fingerprint(header(old)), new SpecificDatumReader<>(old, schema, data));
        }
    }

    public static SingleObjectCodec<Query> ofQueries() {
        return of(Query.getClassSchema(), new Query().getSpecificData());
    }

    public static SingleObjectCodec<Prediction> ofPredictions() {
        return of(Prediction.getClassSchema(), new Prediction().getSpecificData());
    }

    public static SingleObjectCodec<Correction> ofCorrections() {
        return of(Correction.getClassSchema(), new Correction().getSpecificData());
    }

    private static <T extends SpecificRecordBase> SingleObjectCodec<T> of(Schema schema, SpecificData data) {
        return new SingleObjectCodec<>(schema, SchemaHistory.of(schema.getName()), data);
    }

    @Override
    public byte[] encode(T record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        bytes.write(header, 0, HEADER_LENGTH);
        encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
        try {
            writer.write(record, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public T decode(byte[] bytes) throws MalformedRecordException {
        SpecificDatumReader<T> reader = reader(bytes);
        decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER_LENGTH, bytes.length - HEADER_LENGTH, decoder);
        try {
            T record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new MalformedRecordException("bytes follow the record");
            }
            return record;
        } catch (IOException
                | AvroRuntimeException
                | IndexOutOfBoundsException
                | ClassCastException
                | UnsupportedOperationException e) {
            throw new MalformedRecordException("not a readable Avro record: " + e.getMessage(), e);
        }
    }

    private SpecificDatumReader<T> reader(byte[] bytes) throws MalformedRecordException {
        if (bytes.length < HEADER_LENGTH) {
            throw new MalformedRecordException("too short for Avro single-object encoding: " + bytes.length
                    + " bytes of at least " + HEADER_LENGTH);
        }
        if (bytes[0] != header[0] || bytes[1] != header[1]) {
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
