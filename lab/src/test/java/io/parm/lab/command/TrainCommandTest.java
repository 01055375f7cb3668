package io.parm.lab.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parm.model.Service;
import io.parm.model.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TrainCommandTest {

    private static final String DATA =
            Path.of("..", "parity-training", "data", "fashion-mnist").toString();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--task mnist             | --task must be fashion-mnist but was mnist",
                "--model resnet           | --model must be one of mlp, lenet5, cnn but was resnet",
                "--code addition          | --code must be ENCODER/OUTPUT, for example concatenation/per-slot, but was addition",
                "--code mean/sum          | --code must be one of addition, concatenation, stacking but was mean",
                "--parity-loss hinge      | --parity-loss must be one of squared-error, distillation but was hinge",
                "--k 17                   | k must be 1..16 but was 17",
                "--r 0                    | r must be 1..4 to train but was 0",
                "--epochs 0               | epochs must be 1..10000 but was 0"
            })
    void wrongOptionIsOneSentenceThatNamesIt(String options, String message) {
        String[] arguments = ("--data " + DATA + " --out " + folder + " " + options).split(" ");
        assertThatThrownBy(() -> run(new StringWriter(), arguments))
                .isInstanceOf(UserError.class)
                .hasMessage(message);
    }

    @Test
    void missingDataFolderIsNamed() {
        assertThatThrownBy(() -> run(new StringWriter(), "--data", "no-such-folder", "--out", folder.toString()))
                .isInstanceOf(UserError.class)
                .hasMessage("there is no folder no-such-folder: name the images' folder with --data");
    }

    @Test
    void trainsAServiceAndWritesFiguresAndTheCommand() throws IOException {
        Path service = folder.resolve("service");
        Path json = folder.resolve("figures.json");
        StringWriter console = new StringWriter();
        String options = "--model mlp --epochs 1 --parity-epochs 1 --threads 1 --data " + DATA + " --out " + service;
        run(console, (options + " --json " + json).split(" "));

        assertThat(Service.read(service).manifest().training()).containsEntry("command", "./parm train " + options);
        JsonNode figures = new ObjectMapper().readTree(json.toFile());
        assertThat(figures.path("code").asText()).isEqualTo("concatenation/per-slot");
        assertThat(figures.path("accuracyDeployed").asDouble()).isBetween(0.4, 1.0);
        assertThat(figures.path("accuracyReconstructed").asDouble()).isBetween(0.2, 1.0);
        assertThat(console.toString()).contains("deployed  epoch 1/1", "parity-0  epoch 1/1", "reconstructed  ");
    }

    private static void run(StringWriter console, String... arguments) throws IOException {
        TrainCommand train = new TrainCommand();
        new CommandLine(train).setOut(new PrintWriter(console)).parseArgs(arguments);
        train.call();
    }
}
