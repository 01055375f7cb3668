package io.parm.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The frozen copies in the resources {@code history/v…} are what is out there; the current schemas must get on with all of them. */
class SchemaCompatibilityTest {

    static List<Schema> current() {
        return List.of(
                Tensor.getClassSchema(),
                AnswerSource.getClassSchema(),
                Query.getClassSchema(),
                Prediction.getClassSchema(),
                Correction.getClassSchema());
    }

    @ParameterizedTest
    @MethodSource("current")
    void theNewestFrozenCopyIsTheCurrentSchema(Schema current) {
        List<Schema> versions = SchemaHistory.of(current.getName());

        assertThat(versions).hasSize(1);
        assertThat(SchemaNormalization.parsingFingerprint64(versions.get(versions.size() - 1)))
                .isEqualTo(SchemaNormalization.parsingFingerprint64(current));
    }

    @ParameterizedTest
    @MethodSource("current")
    void currentAndFrozenReadEachOther(Schema current) throws Exception {
        List<Schema> versions = SchemaHistory.of(current.getName());

        for (Schema frozen : versions) {
            assertThat(readable(current, frozen)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            assertThat(readable(frozen, current)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
        new SchemaValidatorBuilder().mutualReadStrategy().validateAll().validate(current, versions);
    }

    @ParameterizedTest
    @MethodSource("records")
    void aFieldAddedWithADefaultKeepsBothDirectionsReadable(Schema current) {
        Schema evolved = withField(current, new Schema.Field("added", Schema.create(Schema.Type.STRING), "", "none"));

        assertThat(SchemaNormalization.parsingFingerprint64(evolved))
                .isNotEqualTo(SchemaNormalization.parsingFingerprint64(current));
        assertThat(readable(evolved, current)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        assertThat(readable(current, evolved)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @ParameterizedTest
    @MethodSource("records")
    void aFieldAddedWithoutADefaultIsCaught(Schema current) {
        Schema evolved = withField(current, new Schema.Field("added", Schema.create(Schema.Type.STRING)));

        assertThat(readable(evolved, current)).isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
    }

    static List<Schema> records() {
        return current().stream()
                .filter(schema -> schema.getType() == Schema.Type.RECORD)
                .toList();
    }

    private static SchemaCompatibilityType readable(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }

    private static Schema withField(Schema record, Schema.Field added) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : record.getFields()) {
            fields.add(new Schema.Field(field, field.schema()));
        }
        fields.add(added);
        return Schema.createRecord(record.getName(), record.getDoc(), record.getNamespace(), false, fields);
    }
}
