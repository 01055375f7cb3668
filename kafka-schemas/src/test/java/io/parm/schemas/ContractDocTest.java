package io.parm.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

/** The README says what the code does. */
class ContractDocTest {

    private final String readme;

    ContractDocTest() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void fingerprintsAreThoseOfTheSchemas() {
        for (Schema schema :
                List.of(Query.getClassSchema(), Prediction.getClassSchema(), Correction.getClassSchema())) {
            long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
            StringBuilder start = new StringBuilder("C3 01");
            for (int i = 0; i < Long.BYTES; i++) {
                start.append(String.format(" %02X", (fingerprint >>> (8 * i)) & 0xFF));
            }
            assertThat(readme)
                    .contains(String.format("| `%s` | `%016x` | `%s` |", schema.getName(), fingerprint, start));
        }
    }

    @Test
    void everyTopicAndHeaderHasItsRow() throws IllegalAccessException {
        Set<String> rows = new TreeSet<>(named("(?m)^\\| `([a-z_][a-z0-9_.-]*)` \\|"));

        assertThat(rows).isEqualTo(constants(String.class));
    }

    @Test
    void theLongestIdIsNamed() throws IllegalAccessException {
        for (Integer bound : constants(Integer.class)) {
            assertThat(readme).contains("`id` (1 to " + bound + " UTF-16").contains("longer than " + bound);
        }
    }

    @Test
    void everyFieldIsNamed() {
        for (Schema schema : List.of(Prediction.getClassSchema(), Correction.getClassSchema())) {
            for (Schema.Field field : schema.getFields()) {
                assertThat(readme).contains("`" + field.name() + "`");
            }
        }
        for (Schema.Field field : Tensor.getClassSchema().getFields()) {
            assertThat(readme).contains("`" + field.name() + "`");
        }
    }

    private Set<String> named(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(readme);
        Set<String> names = new HashSet<>();
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static <T> Set<T> constants(Class<T> type) throws IllegalAccessException {
        Set<T> values = new TreeSet<>();
        for (Field field : Contract.class.getFields()) {
            if (field.get(null).getClass() == type) {
                values.add(type.cast(field.get(null)));
            }
        }
        return values;
    }
}
