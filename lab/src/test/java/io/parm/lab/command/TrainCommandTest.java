package io.parm.lab.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parm.model.Service;
import io.parm.model.ServiceManifest;
import io.parm.model.UserError;
import io.parm.training.TrainingHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
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
                "--task poems             | --task must be one of fashion-mnist, mnist, cifar10, cat-v-dog, speech, localisation, voc-box, image-folder, csv but was poems",
                "--shape 3x               | --shape must be CHANNELSxHEIGHTxWIDTH, for example 3x32x32, but was 3x",
                "--label fit              | --label is not for fashion-mnist, whose labels are known: leave it out",
                "--model transformer      | --model must be one of mlp, lenet5, cnn-small, cnn, resnet, resnet-wide, resnet18, vgg11 but was transformer",
                "--code addition          | --code must be ENCODER/OUTPUT, for example concatenation/per-slot, but was addition",
                "--code mean/sum          | --code must be one of addition, concatenation, stacking but was mean",
                "--parity-loss hinge      | --parity-loss must be one of squared-error, distillation but was hinge",
                "--k 17                   | k must be 1..16 but was 17",
                "--precision float16      | --precision must be one of float32, bfloat16 but was float16",
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
                .hasMessage("there is no file or folder no-such-folder: name the data with --data");
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
        assertThat(figures.path("inferenceRatio").asDouble()).isPositive();
        assertThat(new TrainingHistory(service).read())
                .extracting(TrainingHistory.Epoch::model)
                .containsExactly("deployed", "parity-0");
        assertThat(console.toString()).contains("deployed  epoch 1/1", "parity-0  epoch 1/1", "reconstructed  ");
    }

    @Test
    void trainsOnAPersonsOwnRows() throws IOException {
        StringBuilder rows = new StringBuilder("x,y,side\n");
        for (int i = 0; i < 1000; i++) {
            rows.append(i % 37)
                    .append(',')
                    .append(i % 41)
                    .append(',')
                    .append(i % 37 > i % 41 ? "low" : "high")
                    .append('\n');
        }
        Path csv = Files.writeString(folder.resolve("rows.csv"), rows);
        Path service = folder.resolve("service");
        String options = "--task csv --code addition/sum --model mlp --epochs 10 --parity-epochs 2 --threads 1";
        StringWriter console = new StringWriter();
        run(console, (options + " --data " + csv + " --out " + service).split(" "));

        ServiceManifest manifest = Service.read(service).manifest();
        assertThat(manifest.preprocess()).isNull();
        assertThat(manifest.input().shape()).containsExactly(2);
        assertThat(manifest.output().labels()).containsExactly("high", "low");
        assertThat(manifest.training()).containsKeys("input-mean", "input-std");
        assertThat((double) manifest.evaluation().get("accuracy-deployed")).isGreaterThan(90);
    }

    private static void run(StringWriter console, String... arguments) throws IOException {
        TrainCommand train = new TrainCommand();
        new CommandLine(train).setOut(new PrintWriter(console)).parseArgs(arguments);
        train.call();
    }
}
