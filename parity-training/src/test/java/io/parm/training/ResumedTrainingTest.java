package io.parm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import io.parm.training.data.FashionMnist;
import io.parm.training.data.Task;
import io.parm.training.torchscript.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that stops in the middle, as if it had been killed, and is started again. */
class ResumedTrainingTest {

    private static final CodeSpec SPEC = new CodeSpec(Encoder.Kind.CONCATENATION, ParityOutput.Kind.PER_SLOT, 2, 1);
    private static final Task TASK = FashionMnist.read(Path.of("data", "fashion-mnist"));

    @TempDir
    private Path folder;

    @Test
    void aKilledTrainingGoesOnAndComesToTheSameModels() throws IOException {
        Path whole = folder.resolve("whole");
        Path interrupted = folder.resolve("interrupted");
        List<String> epochs = new ArrayList<>();
        training(3, epoch -> {}).run(whole, "a test");
        for (int kill : new int[] {2, 4}) {
            assertThatThrownBy(() -> training(3, killedAfter(kill, epochs)).run(interrupted, "a test"))
                    .isInstanceOf(Killed.class);
        }
        training(3, epoch -> epochs.add(epoch.model() + " " + epoch.epoch())).run(interrupted, "a test");

        assertThat(epochs)
                .containsExactly("deployed 1", "deployed 2", "deployed 3", "parity-0 1", "parity-0 2", "parity-0 3");
        assertThat(interrupted.resolve("deployed.pt")).hasSameBinaryContentAs(whole.resolve("deployed.pt"));
        assertThat(losses(interrupted)).hasSize(6).isEqualTo(losses(whole));
        assertThat(interrupted.resolve("parity-0.pt")).hasSameBinaryContentAs(whole.resolve("parity-0.pt"));
        try (var files = Files.list(interrupted)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("deployed.pt", "parity-0.pt", "service.yaml", "history.csv");
        }
    }

    @Test
    void anotherRecipeStartsOver() throws IOException {
        List<String> epochs = new ArrayList<>();
        assertThatThrownBy(() -> training(3, killedAfter(2, epochs)).run(folder, "a test"))
                .isInstanceOf(Killed.class);
        epochs.clear();
        assertThatThrownBy(() -> training(4, killedAfter(1, epochs)).run(folder, "a test"))
                .isInstanceOf(Killed.class);
        assertThat(epochs).containsExactly("deployed 1");
    }

    @Test
    void trainingEndsWhenItGetsNoBetter() {
        TrainingLength patient = new TrainingLength(100, 0, 3);
        assertThat(patient.isReached(new Attempt.State(7, 5, 0.9, 70))).isFalse();
        assertThat(patient.isReached(new Attempt.State(8, 5, 0.9, 80))).isTrue();
        assertThat(patient.isReached(new Attempt.State(100, 100, 0.9, 1000))).isTrue();
    }

    @Test
    void trainingIsAsManyEpochsAsFitIntoItsTime() {
        TrainingLength minute = new TrainingLength(100, 60, 0);
        assertThat(minute.epochs(Attempt.State.NONE)).isEqualTo(100);
        assertThat(minute.epochs(new Attempt.State(2, 2, 0.9, 10))).isEqualTo(12);
        assertThat(minute.isReached(new Attempt.State(11, 2, 0.9, 55))).isFalse();
        assertThat(minute.isReached(new Attempt.State(12, 2, 0.9, 60))).isTrue();
        assertThat(minute.epochs(new Attempt.State(1, 1, 0.9, 300))).isEqualTo(1);
        assertThat(minute.epochs(new Attempt.State(3, 3, 0.9, 90)))
                .as("a slow one after two quick ones")
                .isEqualTo(3);
    }

    /** Of training and validation, epoch by epoch. */
    private static List<String> losses(Path service) {
        return new TrainingHistory(service)
                .read().stream()
                        .map(epoch -> "%s %d %.6f %.6f"
                                .formatted(epoch.model(), epoch.epoch(), epoch.loss(), epoch.validationLoss()))
                        .toList();
    }

    private static ServiceTraining training(int epochs, Progress progress) {
        Models models = new Models(Family.LENET5, Optional.empty(), ParityModel.parse("same"));
        TrainingSettings settings = TrainingSettings.defaults(epochs, epochs, ParityLoss.DISTILLATION, 1, 1);
        return new ServiceTraining(new Recipe(TASK, SPEC, models, settings), progress);
    }

    /** Ends the training where a kill would: after a number of epochs of any model, which are added to {@code epochs}. */
    private static Progress killedAfter(int count, List<String> epochs) {
        return epoch -> {
            epochs.add(epoch.model() + " " + epoch.epoch());
            if (epochs.size() == count) {
                throw new Killed();
            }
        };
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
