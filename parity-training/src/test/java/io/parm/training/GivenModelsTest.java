package io.parm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import io.parm.inference.Instance;
import io.parm.inference.LocalInstances;
import io.parm.model.Service;
import io.parm.model.UserError;
import io.parm.training.data.Augmentation;
import io.parm.training.data.Normalisation;
import io.parm.training.data.RecordedInputs;
import io.parm.training.data.Task;
import io.parm.training.data.TopAccuracy;
import io.parm.training.torchscript.Family;
import io.parm.training.torchscript.Layers;
import io.parm.training.torchscript.Precision;
import io.parm.training.torchscript.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models from elsewhere: what does not fit is refused in one sentence before anything is written. */
class GivenModelsTest {

    private static final CodeSpec SLOTS = new CodeSpec(Encoder.Kind.STACKING, ParityOutput.Kind.PER_SLOT, 2, 1);
    private static final CodeSpec STACKED_SUM = new CodeSpec(Encoder.Kind.STACKING, ParityOutput.Kind.SUM, 2, 1);
    private static final TrainingSettings SETTINGS = TrainingSettings.defaults(1, 40, ParityLoss.DISTILLATION, 1, 1);

    /** Python's export of a module with a module in it, {@code [1, 2, 2]} to 3 floats; see {@code make.py} there. */
    private static final Path AFFINE = Path.of("..", "udfs", "src", "test", "resources", "models", "affine.pt");

    @TempDir
    private Path folder;

    @Test
    void aModelThatPythonExportedGetsAParityModel() throws IOException {
        Models models = new Models(Family.MLP, Optional.of(AFFINE), ParityModel.parse("compact-8"));
        Recipe recipe = new Recipe(points(), SLOTS, models, SETTINGS);
        Evaluation evaluation = new ServiceTraining(recipe, epoch -> {}).run(folder, "a test");
        Service service = Service.read(folder);
        assertThat(folder.resolve("deployed.pt")).hasSameBinaryContentAs(AFFINE);
        assertThat(service.manifest().training()).containsEntry("model", "given");
        // Its outputs are rectified: for many points all three are 0, and then the smallest difference decides.
        assertThat(evaluation.agreement()).isGreaterThan(0.6);
        try (Instance parity = new LocalInstances().open(service.parityModels().get(0), "parity-0", 1)) {
            assertThat(parity.infer(List.of(new float[8]))
                            .toCompletableFuture()
                            .join()
                            .get(0))
                    .hasSize(6);
        }
    }

    @Test
    void aFileThatIsNoTorchScriptIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "no model");
        assertRefused(deployed(file), SLOTS)
                .hasMessageStartingWith(file + " is no TorchScript model that libtorch can load: ");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("missing.pt");
        assertRefused(deployed(file), SLOTS).hasMessage("there is no file " + file);
        assertRefused(new Models(Family.MLP, Optional.empty(), ParityModel.parse(file.toString())), SLOTS)
                .hasMessageStartingWith("there is no file " + file + "; choose another network with --parity-model: ");
    }

    @Test
    void aModelThatDoesNotTakeTheTasksInputsIsRefusedWithTheReason() {
        assertRefused(deployed(AFFINE), SLOTS)
                .hasMessageStartingWith(
                        AFFINE + " does not put out a tensor of floats for one and two inputs of shape [1, 12, 12]: ")
                .hasMessageContaining("mat1 and mat2 shapes cannot be multiplied");
    }

    @Test
    void aModelWithAnotherNumberOfOutputsIsRefused() throws IOException {
        Path file = network("three", 3, 1, 12, 12);
        assertRefused(deployed(file), SLOTS).hasMessage(file + " puts out 3 floats but square has 2 labels");
    }

    @Test
    void aParityModelThatDoesNotFitTheCodeIsRefused() throws IOException {
        Path sum = network("sum", 2, 2, 12, 12);
        assertRefused(new Models(Family.MLP, Optional.empty(), ParityModel.parse(sum.toString())), SLOTS)
                .hasMessage(
                        sum + " puts out 2 floats for a parity query of shape [2, 12, 12] but the code needs 4; choose"
                                + " another network with --parity-model: sized, compact-WIDTH, or a .pt file that puts out"
                                + " 4 floats");
    }

    @Test
    void aParityModelWithoutWeightsIsRefused() throws IOException {
        Path file = folder.resolve("frozen.pt");
        Script.write(Layers.sequence(Layers.maxPool(6), Layers.flatten()), new int[] {1, 12, 12}, 1, file);
        CodeSpec sum = new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, 2, 1);
        Recipe recipe = new Recipe(
                SquareTask.boxes(), sum, new Models(Family.MLP, Optional.of(file), ParityModel.AUTO), SETTINGS);
        assertThatThrownBy(() -> new ServiceTraining(recipe, epoch -> {}).run(folder.resolve("service"), "a test"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(
                        file + " has no weights that can be trained, as when it was frozen; choose another");
    }

    @Test
    void theDeployedModelsOwnNetworkIsRefusedWhereItsInputIsNoParityQuery() throws IOException {
        Path file = network("two", 2, 1, 12, 12);
        assertRefused(deployed(file), STACKED_SUM)
                .hasMessageContaining("inputs of shape [2, 12, 12]")
                .hasMessageEndingWith(
                        "; choose another network with --parity-model: sized, compact-WIDTH, or a .pt file that puts out 2 floats");
    }

    @Test
    void theDeployedModelsOwnNetworkIsRefusedWhereTheCodeNeedsMoreOutputs() throws IOException {
        Path file = network("two", 2, 1, 12, 12);
        CodeSpec tiles = new CodeSpec(Encoder.Kind.CONCATENATION, ParityOutput.Kind.PER_SLOT, 2, 1);
        assertRefused(new Models(Family.MLP, Optional.of(file), ParityModel.parse("same")), tiles)
                .hasMessage(
                        file + " puts out 2 floats for a parity query of shape [1, 12, 12] but the code needs 4; choose"
                                + " another network with --parity-model: sized, compact-WIDTH, or a .pt file that puts out"
                                + " 4 floats");
    }

    @Test
    void aGivenNetworkIsNotTrainedInAPrecisionThatItWasNotWrittenFor() throws IOException {
        Path file = network("four", 4, 2, 12, 12);
        Models models = new Models(Family.MLP, Optional.empty(), ParityModel.parse(file.toString()));
        assertRefused(models, SLOTS, SETTINGS.in(Precision.BFLOAT16))
                .hasMessage("--precision bfloat16 is for networks of ours but " + file
                        + " trains as it was exported; leave the option out");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Models models, CodeSpec code) {
        return assertRefused(models, code, SETTINGS);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            Models models, CodeSpec code, TrainingSettings settings) {
        Path service = folder.resolve("service");
        Recipe recipe = new Recipe(SquareTask.sides(), code, models, settings);
        var refusal = assertThatThrownBy(() -> new ServiceTraining(recipe, epoch -> {}).run(service, "a test"))
                .isInstanceOf(UserError.class)
                .satisfies(failure -> assertThat(failure.getMessage().lines()).hasSize(1));
        assertThat(service).doesNotExist();
        return refusal;
    }

    private static Models deployed(Path file) {
        return new Models(Family.MLP, Optional.of(file), ParityModel.AUTO);
    }

    private Path network(String name, int outputs, int... shape) throws IOException {
        Path file = folder.resolve(name + ".pt");
        Script.write(Family.MLP.layers(outputs), shape, 1, file);
        return file;
    }

    /** Random points of which nothing is known. */
    private static Task points() {
        Random random = new Random(3);
        List<float[]> points = Stream.generate(() -> point(random)).limit(1000).toList();
        RecordedInputs all = new RecordedInputs(
                new int[] {1, 2, 2}, points, Collections.nCopies(points.size(), RecordedInputs.NOTHING));
        return new Task(
                "points",
                all.range(0, 800),
                all.range(800, 1000),
                new Task.Input(Normalisation.UNKNOWN, false, Augmentation.NONE),
                new Task.Output(Task.Kind.CLASSIFICATION, 3, List.of()),
                TopAccuracy.FIRST,
                "drawn");
    }

    private static float[] point(Random random) {
        float[] point = new float[4];
        for (int i = 0; i < point.length; i++) {
            point[i] = (float) random.nextGaussian();
        }
        return point;
    }
}
