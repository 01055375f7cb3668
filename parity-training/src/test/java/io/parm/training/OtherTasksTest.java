package io.parm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import io.parm.model.Service;
import io.parm.model.ServiceManifest;
import io.parm.model.UserError;
import io.parm.training.data.Task;
import io.parm.training.torchscript.Family;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training where there are no classes, and where nothing is known of the samples. A box in the middle has a mean overlap below 0.2. */
class OtherTasksTest {

    private static final CodeSpec SLOTS = new CodeSpec(Encoder.Kind.STACKING, ParityOutput.Kind.PER_SLOT, 2, 1);
    private static final CodeSpec SUM = new CodeSpec(Encoder.Kind.STACKING, ParityOutput.Kind.SUM, 2, 1);
    private static final TrainingSettings SETTINGS = TrainingSettings.defaults(100, 100, ParityLoss.DISTILLATION, 1, 1);

    @TempDir
    private Path folder;

    @Test
    void boxesAreLearntAndReconstructed() throws IOException {
        for (CodeSpec code : new CodeSpec[] {SLOTS, SUM}) {
            Evaluation evaluation = train(SquareTask.boxes(), code, Optional.empty());
            assertThat(evaluation.metric()).isEqualTo("iou");
            assertThat(evaluation.scores().deployed()).isGreaterThan(0.6);
            assertThat(evaluation.scores().degraded()).isGreaterThan(0.35);
            assertThat(evaluation.agreement()).isGreaterThan(0.35);
        }
        ServiceManifest manifest = Service.read(folder).manifest();
        assertThat(manifest.output().kind()).isEqualTo("regression");
        assertThat(manifest.output().labels()).containsExactly("cx", "cy", "w", "h");
        assertThat(manifest.evaluation()).containsKeys("iou-deployed", "iou-reconstructed");
    }

    @Test
    void parityModelIsTrainedWithoutLabelsAndChosenByAgreement(@TempDir Path labelled) throws IOException {
        Path deployed = labelled.resolve("deployed.pt");
        new ServiceTraining(recipe(SquareTask.sides(), SLOTS, Optional.empty()), epoch -> {}).run(labelled, "a test");
        Evaluation evaluation = train(SquareTask.unlabelledSides(), SLOTS, Optional.of(deployed));
        assertThat(evaluation.agreement()).isGreaterThan(0.9);
        assertThat(evaluation.scores().deployed()).isNaN();
        assertThat(evaluation.scores().degraded()).isNaN();
        assertThat(Service.read(folder).manifest().evaluation())
                .containsOnlyKeys(
                        "agreement",
                        "reconstructions",
                        "inference-ms-deployed",
                        "inference-ms-parity",
                        "inference-ratio");
    }

    @Test
    void deployedModelCannotBeTrainedWithoutLabels() {
        assertThatThrownBy(() -> train(SquareTask.unlabelledSides(), SLOTS, Optional.empty()))
                .isInstanceOf(UserError.class)
                .hasMessage("square has no labels to train a deployed model on: take an existing one with --deployed");
    }

    private Evaluation train(Task task, CodeSpec code, Optional<Path> deployed) throws IOException {
        return new ServiceTraining(recipe(task, code, deployed), epoch -> {}).run(folder, "a test");
    }

    private static Recipe recipe(Task task, CodeSpec code, Optional<Path> deployed) {
        return new Recipe(task, code, new Models(Family.MLP, deployed, ParityModel.AUTO), SETTINGS);
    }
}
