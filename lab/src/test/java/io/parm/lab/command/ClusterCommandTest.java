package io.parm.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ClusterCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @ParameterizedTest
    @CsvSource({"status", "submit", "flink list", "answers --id-prefix=a --count=1"})
    void withoutAClusterASentenceSaysHowToStartOne(String command) {
        Failure failure = execute(command);

        assertThat(failure.message).startsWith("no cluster is up in " + folder).contains("parm cluster up");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--taskmanagers=0 | --taskmanagers must be 1..64 but was 0",
                "--slots=65 | --slots must be 1..64 but was 65",
                "--kafka-port=70000 | --kafka-port must be 0..65535 but was 70000",
                "--flink-conf=nowhere.yaml | there is no file of Flink settings at nowhere.yaml",
                "--flink-conf=x --flink-defaults | --flink-conf and --flink-defaults exclude each other",
            })
    void aWrongOptionIsOneSentenceAndNothingIsStarted(String options, String sentence) throws Exception {
        Failure failure = execute("up --web-port=0 --service=services/fashion-mnist-light "
                + (options.contains("kafka") ? "" : "--kafka-port=0 ") + options);

        assertThat(failure.message).startsWith(sentence);
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void downWithoutAClusterIsNoMistake() {
        assertThat(execute("down").message).isNull();
        assertThat(out.toString()).contains("Nothing ran in " + folder);
    }

    /** What was told to the person. */
    private static final class Failure {
        private String message;
    }

    private Failure execute(String command) {
        Failure failure = new Failure();
        CommandLine cluster = new CommandLine(new ClusterCommand())
                .setOut(new PrintWriter(out, true))
                .setExecutionExceptionHandler((problem, line, parsed) -> {
                    failure.message = problem.getMessage();
                    return 1;
                });
        ClusterCommand.leaveFlinkItsOptions(cluster);
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.add(1, "--data=" + folder);
        cluster.execute(words.toArray(String[]::new));
        return failure;
    }
}
