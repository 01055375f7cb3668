package io.parm.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

class SingleObjectCodecTest {

    private static final int RANDOM_RECORDS = 500;

    /** The example of the module's README. */
    private static final byte[] GOLDEN = HexFormat.ofDelimiter(" ")
            .parseHex("c3 01 9e 6f f7 fc 46 d0 af 76 06 71 2d 31 02 02 02 04 00 10 00 00 80 3f 00 00 00 c0 00");

    private final SingleObjectCodec<Query> queries = SingleObjectCodec.ofQueries();
    private final RandomRecords random = new RandomRecords(20191027);

    @Test
    void bytesAreThoseOfTheReadme() throws MalformedRecordException {
        Query query = new Query("q-1", Tensors.ofFloats(new float[] {1, -2}, 2), null);

        assertThat(queries.encode(query)).isEqualTo(GOLDEN);
        assertThat(queries.decode(GOLDEN)).isEqualTo(query);
    }

    @Test
    void queriesAreAvrosOwnSingleObjectEncoding() throws Exception {
        assertAgreesWithAvro(queries, Query.getClassSchema(), new Query().getSpecificData(), random::query);
    }

    @Test
    void predictionsAreAvrosOwnSingleObjectEncoding() throws Exception {
        assertAgreesWithAvro(
                SingleObjectCodec.ofPredictions(),
                Prediction.getClassSchema(),
                new Prediction().getSpecificData(),
                random::prediction);
    }

    @Test
    void correctionsAreAvrosOwnSingleObjectEncoding() throws Exception {
        assertAgreesWithAvro(
                SingleObjectCodec.ofCorrections(),
                Correction.getClassSchema(),
                new Correction().getSpecificData(),
                random::correction);
    }

    @Test
    void everyTruncationIsMalformed() {
        int tried = 0;
        for (int length = 0; length < GOLDEN.length; length++) {
            byte[] truncated = Arrays.copyOf(GOLDEN, length);
            assertThatThrownBy(() -> queries.decode(truncated)).isInstanceOf(MalformedRecordException.class);
            tried++;
        }
        assertThat(tried).isEqualTo(29);
    }

    @Test
    void trailingBytesAreMalformed() {
        assertMalformed(Arrays.copyOf(GOLDEN, GOLDEN.length + 1), "bytes follow the record");
    }

    @Test
    void anotherMarkerIsMalformed() {
        byte[] bytes = GOLDEN.clone();
        bytes[1] = 2;
        assertMalformed(bytes, "does not start with the Avro single-object marker C3 01");
    }

    @Test
    void anotherSchemaIsMalformedAndBothFingerprintsAreNamed() {
        byte[] prediction = SingleObjectCodec.ofPredictions().encode(random.prediction());
        assertMalformed(prediction, "written with schema aaa7a20be571e73a but this job reads 76afd046fcf76f9e");
    }

    @Test
    void lengthsBeyondTheRecordAreMalformedAndAllocateNothing() {
        String header = "c3019e6ff7fc46d0af76";
        assertMalformed(HexFormat.of().parseHex(header + "eeffffff0f"), "not a readable Avro record");
        assertMalformed(HexFormat.of().parseHex(header + "060000000202eeffffff0f"), "not a readable Avro record");
        assertMalformed(HexFormat.of().parseHex(header + "06000000020200eeffffff0f"), "not a readable Avro record");
        assertMalformed(HexFormat.of().parseHex(header + "0600000002020005"), "not a readable Avro record");
    }

    @Test
    void damagedBytesAreARecordOrMalformedAndNothingElse() {
        Random damage = new Random(7);
        int malformed = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = queries.encode(random.query());
            bytes[10 + damage.nextInt(bytes.length - 10)] = (byte) damage.nextInt();
            try {
                queries.decode(bytes);
            } catch (MalformedRecordException e) {
                malformed++;
            }
        }
        assertThat(malformed).isBetween(1, 19_999);
    }

    @Test
    void aCodecGoesOnAfterAMalformedRecord() throws MalformedRecordException {
        assertMalformed(Arrays.copyOf(GOLDEN, 20), "not a readable Avro record");
        assertThat(queries.decode(GOLDEN).getId()).isEqualTo("q-1");
    }

    @Test
    void aCodecGoesOnAfterARecordThatCannotBeWritten() {
        Query query = new Query("q-1", Tensors.ofFloats(new float[] {1, -2}, 2), null);
        assertThatThrownBy(() -> queries.encode(new Query("q-2", new Tensor(DataType.FLOAT32, null, null), null)))
                .isInstanceOf(RuntimeException.class);
        assertThat(queries.encode(query)).isEqualTo(GOLDEN);
    }

    @Test
    void recordsOfAnEarlierSchemaAreResolvedToTheCurrentOne() throws Exception {
        Schema earlier = new Schema.Parser().parse("""
                {"type": "record", "name": "EncodedImage", "namespace": "io.parm.schemas", "fields": [
                  {"name": "width", "type": "int"},
                  {"name": "data", "type": "bytes"}]}""");
        GenericData.Record written = new GenericRecordBuilder(earlier)
                .set("width", 28)
                .set("data", ByteBuffer.wrap(new byte[] {1, 2}))
                .build();
        byte[] bytes = array(new BinaryMessageEncoder<>(GenericData.get(), earlier).encode(written));
        SpecificData data = new EncodedImage().getSpecificData();
        Schema current = EncodedImage.getClassSchema();

        assertThatThrownBy(() -> new SingleObjectCodec<EncodedImage>(current, List.of(), data).decode(bytes))
                .isInstanceOf(MalformedRecordException.class);
        assertThat(new SingleObjectCodec<EncodedImage>(current, List.of(earlier), data).decode(bytes))
                .isEqualTo(new EncodedImage("", ByteBuffer.wrap(new byte[] {1, 2})));
    }

    private <T extends SpecificRecordBase> void assertAgreesWithAvro(
            SingleObjectCodec<T> codec, Schema schema, SpecificData data, Supplier<T> records) throws Exception {
        BinaryMessageEncoder<T> avroEncoder = new BinaryMessageEncoder<>(data, schema);
        BinaryMessageDecoder<T> avroDecoder = new BinaryMessageDecoder<>(data, schema);
        T reused = null;
        for (int i = 0; i < RANDOM_RECORDS; i++) {
            T record = records.get();
            byte[] ours = codec.encode(record);
            byte[] avros = array(avroEncoder.encode(record));
            assertThat(ours).isEqualTo(avros);
            assertThat(codec.decode(avros)).isEqualTo(record);
            reused = codec.decode(avros, reused);
            assertThat(reused).isEqualTo(record);
            assertThat(avroDecoder.decode(ByteBuffer.wrap(ours))).isEqualTo(record);
        }
    }

    private void assertMalformed(byte[] bytes, String message) {
        assertThatThrownBy(() -> queries.decode(bytes))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(message);
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
