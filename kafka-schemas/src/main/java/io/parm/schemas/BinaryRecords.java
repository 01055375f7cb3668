package io.parm.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/** Avro's binary encoding behind a header; what the wire formats have in common. Thread-confined; hot. */
final class BinaryRecords<T extends SpecificRecordBase> {

    private final Schema schema;
    private final SpecificData data;
    private final SpecificDatumWriter<T> writer;

    /** As large as the largest record so far. */
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    private BinaryEncoder encoder;
    private BinaryDecoder decoder;

    /** @param schema that is written, and that records of other schemas are resolved to */
    BinaryRecords(Schema schema, SpecificData data) {
        TrustedRecords.ensure();
        this.schema = schema;
        this.data = data;
        this.writer = new SpecificDatumWriter<>(schema, data);
    }

    /** A reader of what was written with another schema. */
    SpecificDatumReader<T> readerOf(Schema written) {
        return new SpecificDatumReader<>(written, schema, data);
    }

    byte[] encode(byte[] header, T record) {
        encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
        // Only now: what a record that could not be written has left in the encoder has gone there.
        bytes.reset();
        bytes.writeBytes(header);
        try {
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /**
     * @param reused see {@link RecordDecoder#decode(byte[], Object)}
     * @throws MalformedRecordException unless exactly one record follows the header
     */
    T decode(SpecificDatumReader<T> reader, byte[] bytes, int headerLength, T reused) throws MalformedRecordException {
        decoder = DecoderFactory.get().binaryDecoder(bytes, headerLength, bytes.length - headerLength, decoder);
        try {
            T record = reader.read(reused, decoder);
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
}
