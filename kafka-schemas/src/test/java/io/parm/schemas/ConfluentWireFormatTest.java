package io.parm.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class ConfluentWireFormatTest {

    private static final int ID = 7;

    /** The example of the module's README. */
    private static final byte[] GOLDEN = HexFormat.ofDelimiter(" ")
            .parseHex("00 00 00 00 07 06 71 2d 31 02 02 02 04 00 10 00 00 80 3f 00 00 00 c0 00");

    private static final Query QUERY = new Query("q-1", Tensors.ofFloats(new float[] {1, -2}, 2), null);

    private final Map<Integer, Schema> registered = new HashMap<>(Map.of(ID, RecordType.QUERY.publicSchema()));
    private final ConfluentDecoder<Query> queries = new ConfluentDecoder<>(RecordType.QUERY, this::registered);

    @Test
    void bytesAreThoseOfTheReadme() throws MalformedRecordException {
        assertThat(new ConfluentEncoder<>(RecordType.QUERY, ID).encode(QUERY)).isEqualTo(GOLDEN);
        assertThat(queries.decode(GOLDEN)).isEqualTo(QUERY);
    }

    @Test
    void recordsOfEveryTypeAreReadAsTheyWereWritten() throws MalformedRecordException {
        RandomRecords random = new RandomRecords(20191027);
        registered.put(8, RecordType.PREDICTION.publicSchema());
        registered.put(9, RecordType.CORRECTION.publicSchema());
        ConfluentDecoder<Prediction> predictions = new ConfluentDecoder<>(RecordType.PREDICTION, this::registered);
        ConfluentDecoder<Correction> corrections = new ConfluentDecoder<>(RecordType.CORRECTION, this::registered);
        for (int i = 0; i < 100; i++) {
            Query query = random.query();
            Prediction prediction = random.prediction();
            Correction correction = random.correction();
            assertThat(queries.decode(new ConfluentEncoder<>(RecordType.QUERY, ID).encode(query)))
                    .isEqualTo(query);
            assertThat(predictions.decode(new ConfluentEncoder<>(RecordType.PREDICTION, 8).encode(prediction)))
                    .isEqualTo(prediction);
            assertThat(corrections.decode(new ConfluentEncoder<>(RecordType.CORRECTION, 9).encode(correction)))
                    .isEqualTo(correction);
        }
    }

    @Test
    void whatOthersAreShownHasTheBytesOfTheGeneratedClassAndNoneOfItsMarks() {
        for (RecordType<?> type : List.of(RecordType.QUERY, RecordType.PREDICTION, RecordType.CORRECTION)) {
            assertThat(type.publicSchema().toString()).doesNotContain("avro.java");
            assertThat(SchemaNormalization.toParsingForm(type.publicSchema()))
                    .isEqualTo(SchemaNormalization.toParsingForm(type.schema()));
        }
    }

    @Test
    void aFieldThatTheWriterAddedIsSkipped() throws Exception {
        Schema written = withField(new Schema.Field("priority", Schema.create(Schema.Type.INT), "", 0));
        registered.put(8, written);

        byte[] bytes = encode(
                8,
                new GenericRecordBuilder(written)
                        .set("id", "q-1")
                        .set("priority", 3)
                        .build());

        assertThat(queries.decode(bytes)).isEqualTo(new Query("q-1", null, null));
    }

    @Test
    void aFieldThatTheWriterRemovedHasItsDefault() throws Exception {
        Schema written = schema("{'name': 'id', 'type': 'string'}");
        registered.put(8, written);

        byte[] bytes =
                encode(8, new GenericRecordBuilder(written).set("id", "q-1").build());

        assertThat(queries.decode(bytes)).isEqualTo(new Query("q-1", null, null));
    }

    @Test
    void anotherTypeThanOursIsMalformedAndTheIdIsNamed() throws Exception {
        Schema written = schema("{'name': 'id', 'type': 'long'}");
        registered.put(8, written);

        byte[] bytes = encode(8, new GenericRecordBuilder(written).set("id", 1L).build());

        assertMalformed(bytes, "written with schema id 8, not a readable Avro record: Found long, expecting string");
    }

    @Test
    void aSchemaWithoutOurRequiredFieldIsMalformed() throws Exception {
        Schema written = schema("{'name': 'order', 'type': 'string'}");
        registered.put(8, written);

        byte[] bytes =
                encode(8, new GenericRecordBuilder(written).set("order", "o-1").build());

        assertMalformed(bytes, "missing required field id");
    }

    @Test
    void aSourceThatIsNewerThanThisReaderIsUnknown() throws Exception {
        Schema current = RecordType.PREDICTION.publicSchema();
        Schema written =
                new Schema.Parser().parse(current.toString().replace("\"DEFAULT\"]", "\"DEFAULT\",\"GUESSED\"]"));
        registered.put(8, written);
        GenericData.Record tensor = new GenericRecordBuilder(
                        written.getField("output").schema())
                .set(
                        "dtype",
                        new GenericData.EnumSymbol(
                                written.getField("output")
                                        .schema()
                                        .getField("dtype")
                                        .schema(),
                                "FLOAT32"))
                .set("shape", List.of(0L))
                .set("data", ByteBuffer.allocate(0))
                .build();
        byte[] bytes = encode(
                8,
                new GenericRecordBuilder(written)
                        .set("queryId", "q-1")
                        .set(
                                "source",
                                new GenericData.EnumSymbol(
                                        written.getField("source").schema(), "GUESSED"))
                        .set("output", tensor)
                        .build());

        Prediction prediction = new ConfluentDecoder<>(RecordType.PREDICTION, this::registered).decode(bytes);

        assertThat(prediction.getSource()).isEqualTo(AnswerSource.UNKNOWN);
    }

    @Test
    void anUnknownIdIsMalformedInTheWordsOfTheRegistry() {
        byte[] bytes = GOLDEN.clone();
        bytes[4] = 99;
        assertMalformed(bytes, "no schema 99");
    }

    @Test
    void everyTruncationIsMalformed() {
        int tried = 0;
        for (int length = 0; length < GOLDEN.length; length++) {
            byte[] truncated = Arrays.copyOf(GOLDEN, length);
            assertThatThrownBy(() -> queries.decode(truncated)).isInstanceOf(MalformedRecordException.class);
            tried++;
        }
        assertThat(tried).isEqualTo(24);
    }

    @Test
    void trailingBytesAreMalformed() {
        assertMalformed(Arrays.copyOf(GOLDEN, GOLDEN.length + 1), "bytes follow the record");
    }

    @Test
    void singleObjectsAreReadToo() throws MalformedRecordException {
        assertThat(queries.decode(SingleObjectCodec.ofQueries().encode(QUERY))).isEqualTo(QUERY);
    }

    @Test
    void anotherFirstByteIsMalformed() {
        assertMalformed("{\"id\": 1}".getBytes(StandardCharsets.UTF_8), "starts with 7B, neither");
    }

    private Schema registered(int id) throws MalformedRecordException {
        Schema schema = registered.get(id);
        if (schema == null) {
            throw new MalformedRecordException("no schema " + id);
        }
        return schema;
    }

    private void assertMalformed(byte[] bytes, String message) {
        assertThatThrownBy(() -> queries.decode(bytes))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(message);
    }

    private static Schema schema(String field) {
        return new Schema.Parser()
                .parse("{'type': 'record', 'name': 'Query', 'namespace': 'io.parm.schemas', 'fields': [%s]}"
                        .formatted(field)
                        .replace('\'', '"'));
    }

    private static Schema withField(Schema.Field added) {
        Schema query = RecordType.QUERY.publicSchema();
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : query.getFields()) {
            fields.add(new Schema.Field(field, field.schema()));
        }
        fields.add(added);
        return Schema.createRecord(query.getName(), "", query.getNamespace(), false, fields);
    }

    private static byte[] encode(int id, GenericData.Record record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericData.Record>(record.getSchema()).write(record, encoder);
        return bytes.toByteArray();
    }
}
