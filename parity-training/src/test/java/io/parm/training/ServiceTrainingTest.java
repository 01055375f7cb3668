package io.parm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import io.parm.inference.Instance;
import io.parm.inference.LocalInstances;
import io.parm.model.ModelFile;
import io.parm.model.Service;
import io.parm.model.UserError;
import io.parm.training.data.FashionMnist;
import io.parm.training.data.Samples;
import io.parm.training.data.Task;
import io.parm.training.torchscript.Family;
import io.parm.training.torchscript.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small training on the vendored subset; chance is 10 %. */
class ServiceTrainingTest {

    private static final CodeSpec SPEC = new CodeSpec(Encoder.Kind.CONCATENATION, ParityOutput.Kind.PER_SLOT, 2, 1);
    private static final TrainingSettings SETTINGS = TrainingSettings.defaults(4, 5, ParityLoss.DISTILLATION, 1, 1);

    @TempDir
    private static Path folder;

    private static Task task;
    private static List<Progress.Epoch> epochs;
    private static Evaluation evaluation;

    @BeforeAll
    static void train() throws IOException {
        task = FashionMnist.read(Path.of("data", "fashion-mnist"));
        epochs = new ArrayList<>();
        evaluation = new ServiceTraining(recipe(Family.LENET5, Optional.empty()), epochs::add).run(folder, "a test");
    }

    @Test
    void deployedModelAndReconstructionsAreFarBetterThanChance() {
        assertThat(evaluation.scores().deployed()).isGreaterThan(0.75);
        assertThat(evaluation.scores().degraded()).isGreaterThan(0.60);
        assertThat(evaluation.agreement()).isGreaterThan(0.65);
        assertThat(evaluation.breakdown().partial()).containsOnlyKeys(1);
        assertThat(evaluation.breakdown().partial().get(1)).isGreaterThan(0.60);
        assertThat(evaluation.scenarios()).isEqualTo(1000);
    }

    @Test
    void everyEpochIsReported() {
        assertThat(epochs)
                .extracting(Progress.Epoch::model)
                .containsExactly(
                        "deployed",
                        "deployed",
                        "deployed",
                        "deployed",
                        "parity-0",
                        "parity-0",
                        "parity-0",
                        "parity-0",
                        "parity-0");
    }

    @Test
    void folderIsAServiceThatCodesPartialGroupsAndSaysHowItWasTrained() {
        Service service = Service.read(folder);
        assertThat(service.manifest().code().partialGroups()).isTrue();
        assertThat(service.manifest().training())
                .containsEntry("command", "a test")
                .containsEntry("seed", 1)
                .containsEntry("data", "Fashion-MNIST, 6000 training and 1000 test images");
        assertThat(service.manifest().evaluation()).containsKeys("accuracy-deployed", "accuracy-reconstructed");
        assertThat(service.parityModels()).hasSize(1);
    }

    @Test
    void servingReconstructsAsAccuratelyAsTrainingMeasured() {
        Service service = Service.read(folder);
        Samples test = task.test();
        int[][] groups = Order.groups(test.size(), 2, new Random(SETTINGS.seed()));
        int right = 0;
        try (Instance parity = new LocalInstances().open(service.parityModels().get(0), "parity-0", 1)) {
            for (int[] group : groups) {
                float[][] members = {test.input(group[0]), test.input(group[1])};
                float[] output = infer(parity, service.code().encoder().encode(members, 0));
                for (int slot = 0; slot < 2; slot++) {
                    float[] decoded =
                            service.code().parityOutput().decode(slot, 2, new float[2][], new float[][] {output});
                    right += Outputs.largest(decoded) == test.truth(group[slot])[0] ? 1 : 0;
                }
            }
        }
        assertThat(right / 1000.0).isCloseTo(evaluation.scores().degraded(), within(0.003));
    }

    @Test
    void servingIsAsAccurateAsTrainingMeasured() {
        ModelFile file = Service.read(folder).deployedModel();
        try (Instance deployed = new LocalInstances().open(file, "deployed-0", 1)) {
            long right = IntStream.range(0, task.test().size())
                    .filter(i -> Outputs.largest(infer(deployed, task.test().input(i)))
                            == task.test().truth(i)[0])
                    .count();
            assertThat(right / 1000.0).isCloseTo(evaluation.scores().deployed(), within(0.003));
        }
    }

    @Test
    void anExistingDeployedModelIsTakenAsItIs(@TempDir Path other) throws IOException {
        Path file = folder.resolve("deployed.pt");
        CodeSpec sums = new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, 2, 2);
        TrainingSettings once = TrainingSettings.defaults(1, 1, ParityLoss.SQUARED_ERROR, 1, 1);
        Models models = new Models(Family.LENET5, Optional.of(file), ParityModel.AUTO);
        Evaluation sum = new ServiceTraining(new Recipe(task, sums, models, once), epoch -> {}).run(other, "a test");
        assertThat(other.resolve("deployed.pt")).hasSameBinaryContentAs(file);
        assertThat(sum.scores().deployed()).isEqualTo(evaluation.scores().deployed());
        assertThat(Service.read(other).parityModels()).hasSize(2);
        assertThat(Service.read(other).manifest().training()).doesNotContainKey("epochs");
    }

    @Test
    void aDeployedModelWithOtherOutputsIsRefused(@TempDir Path other) throws IOException {
        Path file = other.resolve("three.pt");
        Script.write(Family.MLP.layers(3), task.train().shape(), 1, file);
        ServiceTraining training = new ServiceTraining(recipe(Family.MLP, Optional.of(file)), epoch -> {});
        assertThatThrownBy(() -> training.run(other.resolve("service"), "a test"))
                .isInstanceOf(UserError.class)
                .hasMessage(file + " puts out 3 floats but fashion-mnist has 10 labels");
    }

    @Test
    void aCodeWithoutParityCannotBeTrained() {
        CodeSpec none = new CodeSpec(SPEC.encoder(), SPEC.parityOutput(), SPEC.k(), 0);
        assertThatThrownBy(() ->
                        new Recipe(task, none, new Models(Family.MLP, Optional.empty(), ParityModel.AUTO), SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("r must be 1..4 to train but was 0");
    }

    private static Recipe recipe(Family family, Optional<Path> deployed) {
        return new Recipe(task, SPEC, new Models(family, deployed, ParityModel.AUTO), SETTINGS);
    }

    private static float[] infer(Instance instance, float[] input) {
        return instance.infer(List.of(input)).toCompletableFuture().join().get(0);
    }
}
