package io.parm.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.job.stream.DeadLetter;
import io.parm.schemas.AnswerSource;
import io.parm.schemas.Prediction;
import io.parm.schemas.Query;
import io.parm.schemas.SingleObjectCodec;
import io.parm.schemas.Tensors;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client in the README of {@code kafka-schemas} compiles, and understands the job and is understood by it. */
class ForeignClientExampleTest {

    private static final Path AVSC = Path.of("../kafka-schemas/src/main/avro");

    private final String readme;

    @TempDir
    private Path folder;

    ForeignClientExampleTest() throws IOException {
        readme = Files.readString(Path.of("../kafka-schemas/README.md"));
    }

    @Test
    void theExampleWritesQueriesAndReadsPredictions() throws Exception {
        try (URLClassLoader loader = compiled()) {
            Class<?> type = loader.loadClass("ForeignClient");
            Object client = type.getConstructor(Path.class).newInstance(AVSC);
            float[] input = {0.25f, -1, 3};
            byte[] value = (byte[]) type.getMethod("query", String.class, float[].class, List.class)
                    .invoke(client, "q-1", input, List.of(3L));
            assertThat(SingleObjectCodec.ofQueries().decode(value))
                    .isEqualTo(new Query("q-1", Tensors.ofFloats(input, 3), null));

            Prediction prediction = new Prediction(
                    "q-1", AnswerSource.DEFAULT, Tensors.ofFloats(input, 3), "digits", 2000L, "group", 1, "late");
            GenericRecord read = (GenericRecord) type.getMethod("prediction", byte[].class)
                    .invoke(client, (Object) SingleObjectCodec.ofPredictions().encode(prediction));
            assertThat(read.get("queryId")).hasToString("q-1");
            assertThat(read.get("source")).hasToString("DEFAULT");
            assertThat(type.getMethod("output", GenericRecord.class).invoke(null, read))
                    .isEqualTo(input);
        }
    }

    @Test
    void everyKindOfRefusalHasItsRow() {
        List<String> rows = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|")
                .matcher(readme)
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(List.of(DeadLetter.Refusal.values()).stream()
                        .map(Enum::name)
                        .toList());
    }

    @Test
    void theLongestDeadlineIsNamed() {
        assertThat(readme).contains("0 … " + QueryHeaders.MAX_DEADLINE_MS + ";");
    }

    private URLClassLoader compiled() throws IOException {
        Matcher block = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(block.find()).isTrue();
        Path source = Files.writeString(folder.resolve("ForeignClient.java"), block.group(1));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(status).isZero();
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
    }
}
