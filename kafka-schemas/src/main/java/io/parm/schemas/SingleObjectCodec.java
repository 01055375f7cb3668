package io.parm.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * <p>Reads the schema it was compiled with; a record of another fingerprint is malformed, with both fingerprints in the message.
 *
 * @param <T> the generated record class
 */
public final class SingleObjectCodec<T extends SpecificRecordBase> implements Codec<T> {

    private static final int HEADER_LENGTH = 10;

    private final byte[] header;
    private final SpecificDatumWriter<T> writer;
    private final SpecificDatumReader<T> reader;
    private BinaryEncoder encoder;
    private BinaryDecoder decoder;

    private SingleObjectCodec(Schema schema, SpecificData data) {
        TrustedRecords.ensure();
        this.header = header(schema);
        this.writer = new SpecificDatumWriter<>(schema, data);
        this.reader = new SpecificDatumReader<>(schema, schema, data);
    }

    public static SingleObjectCodec<Query> ofQueries() {
        return new SingleObjectCodec<>(Query.getClassSchema(), new Query().getSpecificData());
    }

    public static SingleObjectCodec<Prediction> ofPredictions() {
        return new SingleObjectCodec<>(Prediction.getClassSchema(), new Prediction().getSpecificData());
    }

    public static SingleObjectCodec<Correction> ofCorrections() {
        return new SingleObjectCodec<>(Correction.getClassSchema(), new Correction().getSpecificData());
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
        checkHeader(bytes);
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

    private void checkHeader(byte[] bytes) throws MalformedRecordException {
        if (bytes.length < HEADER_LENGTH) {
            throw new MalformedRecordException("too short for Avro single-object encoding: " + bytes.length
                    + " bytes of at least " + HEADER_LENGTH);
        }
        if (bytes[0] != header[0] || bytes[1] != header[1]) {
            throw new MalformedRecordException("does not start with the Avro single-object marker C3 01");
        }
        if (fingerprint(bytes) != fingerprint(header)) {
            throw new MalformedRecordException(String.format(
                    "written with schema %016x but this job reads %016x", fingerprint(bytes), fingerprint(header)));
        }
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
