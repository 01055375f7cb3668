package io.parm.lab.command;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.Home;
import io.parm.lab.Parm;
import io.parm.lab.endtoend.ChildJava;
import io.parm.model.Service;
import io.parm.model.UserError;
import io.parm.training.TrainingHistory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process of {@code parm train} that is killed again and again, in its epochs and while it writes files. */
@Timeout(300)
class TrainKilledIT {

    private static final Path DATA = Path.of("..", "parity-training", "data", "fashion-mnist");
    private static final int KILLED = 128 + 9;

    /** Much less than an epoch takes. */
    private static final int MOST_MS_INTO_AN_EPOCH = 100;

    @TempDir
    private Path folder;

    @Test
    void aTrainingThatIsKilledAgainAndAgainComesToTheSameFilesAndFigures() throws Exception {
        Path whole = folder.resolve("whole");
        Path killed = folder.resolve("killed");
        Path workspace = killed.resolve(".training");
        Random random = new Random(5);
        trainToTheEnd(whole);

        killInTheEpochAfter("deployed  epoch 1/2", random.nextInt(MOST_MS_INTO_AN_EPOCH), killed);
        killWhileItWrites(workspace.resolve("deployed-2.trainer"), killed);
        killWhileItWrites(workspace.resolve("parity-0-1.pt"), killed);
        killInTheEpochAfter("parity-0  epoch 1/3", random.nextInt(MOST_MS_INTO_AN_EPOCH), killed);
        killWhileItWrites(workspace.resolve("parity-0.properties"), killed);
        killWhileItWrites(killed.resolve("service.yaml"), killed);
        trainToTheEnd(killed);

        assertThat(files(killed))
                .containsExactlyInAnyOrder("deployed.pt", "parity-0.pt", "service.yaml", "history.csv");
        for (String model : List.of("deployed.pt", "parity-0.pt")) {
            assertThat(killed.resolve(model)).hasSameBinaryContentAs(whole.resolve(model));
        }
        assertThat(scores(killed)).containsKey("accuracy-reconstructed").isEqualTo(scores(whole));
        assertThat(losses(killed)).hasSize(2 + 3).isEqualTo(losses(whole));
    }

    private void trainToTheEnd(Path service) throws Exception {
        Path said = folder.resolve("said.txt");
        assertThat(ChildJava.start(training(service), said).waitFor()).isZero();
        assertThat(said).content().contains("written to     " + service);
    }

    /** @param said the line that the training says when the epoch before is over */
    private void killInTheEpochAfter(String said, int msLater, Path service) throws Exception {
        Process training = training(service).redirectErrorStream(true).start();
        try (BufferedReader lines = training.inputReader()) {
            assertThat(lines.lines().anyMatch(line -> line.startsWith(said))).isTrue();
            assertThat(training.waitFor(msLater, TimeUnit.MILLISECONDS))
                    .as("trained to the end")
                    .isFalse();
            kill(training, service);
        }
    }

    /** @param file in a folder that exists */
    private void killWhileItWrites(Path file, Path service) throws Exception {
        try (WatchService watch = file.getFileSystem().newWatchService()) {
            file.getParent().register(watch, ENTRY_CREATE, ENTRY_MODIFY);
            Process training = ChildJava.start(training(service), folder.resolve("said.txt"));
            awaitCreation("partial-" + file.getFileName(), watch, training);
            kill(training, service);
        }
    }

    private static void awaitCreation(String name, WatchService watch, Process training) throws InterruptedException {
        while (true) {
            WatchKey key = watch.poll(1, TimeUnit.SECONDS);
            if (key == null) {
                assertThat(training.isAlive())
                        .as("ended without writing " + name)
                        .isTrue();
                continue;
            }
            if (key.pollEvents().stream()
                    .anyMatch(event -> event.context().toString().equals(name))) {
                return;
            }
            key.reset();
        }
    }

    private static void kill(Process training, Path service) throws Exception {
        ChildJava.kill(training);
        assertThat(training.exitValue()).isEqualTo(KILLED);
        assertThat(cutOff(service)).isEmpty();
    }

    /** Files that stand in their place but not whole. */
    private static List<Path> cutOff(Path service) throws IOException {
        try (Stream<Path> files = Files.walk(service)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("partial-") && !isWhole(file))
                    .toList();
        }
    }

    private static boolean isWhole(Path file) {
        String name = file.getFileName().toString();
        try {
            if (name.endsWith(".pt")) {
                // The directory of an archive is its end.
                new ZipFile(file.toFile()).close();
            } else if (name.endsWith(".yaml")) {
                Service.read(file.getParent());
            } else if (name.endsWith(".properties")) {
                return Files.readString(file).endsWith("\n");
            }
            return true;
        } catch (IOException | UserError e) {
            return false;
        }
    }

    private ProcessBuilder training(Path service) {
        String train = "train --model lenet5 --epochs 2 --parity-model compact-4 --parity-epochs 3 --threads 1 --data "
                + DATA + " --out " + service;
        return ChildJava.of(
                "512m",
                ChildJava.classPath(),
                Stream.concat(
                                Stream.of("-D" + Home.DATA_PROPERTY + "=" + folder, Parm.class.getName()),
                                Stream.of(train.split(" ")))
                        .toList());
    }

    private static List<String> files(Path service) throws IOException {
        try (Stream<Path> files = Files.list(service)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** What the service is worth; an inference's time is never the same. */
    private static Map<String, Object> scores(Path service) {
        Map<String, Object> scores =
                new TreeMap<>(Service.read(service).manifest().evaluation());
        scores.keySet().removeIf(name -> name.startsWith("inference-"));
        return scores;
    }

    /** Of training and validation, epoch by epoch. */
    private static List<String> losses(Path service) {
        return new TrainingHistory(service)
                .read().stream()
                        .map(epoch ->
                                epoch.model() + " " + epoch.epoch() + " " + epoch.loss() + " " + epoch.validationLoss())
                        .toList();
    }
}
