package io.parm.lab.endtoend;

import io.parm.lab.load.LabClients;
import io.parm.schemas.AnswerSource;
import io.parm.schemas.Correction;
import io.parm.schemas.Prediction;
import io.parm.schemas.SingleObjectCodec;
import io.parm.schemas.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The statements of {@code docs/sql.md}, and topics for them to read. */
final class SqlPage {

    private static final Pattern BLOCK = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);

    private SqlPage() {}

    /**
     * As they are on the page, but for the broker, and that they end where their topics end now.
     *
     * @return each without its semicolon
     */
    static List<String> statements(String bootstrapServers) throws IOException {
        List<String> statements = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(Path.of("../docs/sql.md")));
        while (block.find()) {
            for (String statement : block.group(1).split(";\\n")) {
                statements.add(statement
                        .strip()
                        .replace("localhost:9092", bootstrapServers)
                        .replace(
                                "'scan.startup.mode' = 'earliest-offset'",
                                "'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset'"));
            }
        }
        return statements;
    }

    /** Four answers, of which two were reconstructed, one of them rightly; and the corrections of those. */
    static void fillTopics(String bootstrapServers) {
        SingleObjectCodec<Prediction> predictions = SingleObjectCodec.ofPredictions();
        SingleObjectCodec<Correction> corrections = SingleObjectCodec.ofCorrections();
        // All in one of the page's windows.
        long minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).toEpochMilli();
        try (KafkaProducer<byte[], byte[]> producer = LabClients.producer(bootstrapServers)) {
            for (Prediction prediction : predictions()) {
                byte[] value = predictions.encode(prediction);
                producer.send(new ProducerRecord<>("predictions", null, minute, null, value));
            }
            producer.send(new ProducerRecord<>("corrections", corrections.encode(correction("b", 0, 1, 0))));
            producer.send(new ProducerRecord<>("corrections", corrections.encode(correction("c", 9, 0, 0))));
            producer.flush();
        }
    }

    private static List<Prediction> predictions() {
        return List.of(
                prediction("a", AnswerSource.ORIGINAL, 3, 2, 0, 0),
                prediction("b", AnswerSource.RECONSTRUCTED, 41, 0, 2, 1),
                prediction("c", AnswerSource.RECONSTRUCTED, 45, 0, 0, 5),
                prediction("d", AnswerSource.DEFAULT, 2000, 0, 0, 0));
    }

    private static Prediction prediction(String id, AnswerSource source, long latencyMs, float... output) {
        return new Prediction(id, source, Tensors.ofFloats(output, output.length), "demo", latencyMs, "group", 0, null);
    }

    private static Correction correction(String id, float... output) {
        return new Correction(id, AnswerSource.RECONSTRUCTED, Tensors.ofFloats(output, output.length), "demo", 300L);
    }
}
