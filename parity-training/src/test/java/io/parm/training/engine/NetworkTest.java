package io.parm.training.engine;

import static io.parm.training.torchscript.Layers.averagePool;
import static io.parm.training.torchscript.Layers.batchNorm;
import static io.parm.training.torchscript.Layers.convolution;
import static io.parm.training.torchscript.Layers.dropout;
import static io.parm.training.torchscript.Layers.flatten;
import static io.parm.training.torchscript.Layers.linear;
import static io.parm.training.torchscript.Layers.maxPool;
import static io.parm.training.torchscript.Layers.relu;
import static io.parm.training.torchscript.Layers.residual;
import static io.parm.training.torchscript.Layers.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ErasureCode;
import io.parm.coding.ParityOutput;
import io.parm.training.torchscript.Family;
import io.parm.training.torchscript.Layer;
import io.parm.training.torchscript.Script;
import io.parm.training.torchscript.Slots;
import io.parm.training.torchscript.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTest {

    private static final int[] SHAPE = {2, 9, 8};
    private static final int ELEMENTS = 2 * 9 * 8;
    private static final int OUTPUTS = 3;
    private static final Offset<Float> ROUNDING = within(1e-4f);

    private static final Layer EVERY_LAYER = sequence(
            convolution(4, 3, 1, 1),
            batchNorm(),
            residual(sequence(convolution(4, 3, 1, 1), batchNorm(), relu()), sequence()),
            maxPool(2),
            convolution(5, 2, 2, 1),
            averagePool(2),
            dropout(0.3),
            flatten(),
            linear(OUTPUTS));

    @TempDir
    private Path folder;

    /** On a machine that does something else too, two threads would wait for each other at every step. */
    @BeforeAll
    static void useOneThread() {
        Trainer.configureEngine(1, 1);
    }

    @Test
    void trainedNetworkComputesWhatPlainJavaComputesFromItsSavedTensors() throws IOException {
        Path saved = trained(EVERY_LAYER);
        float[] input = RandomBatches.inputs(ELEMENTS, new Random(7));

        SlowLayers slow = new SlowLayers(new ArchiveTensors(saved));
        double[][][] image = slow.batchNorm(slow.convolution(image(input), 4, 3, 1, 1));
        double[][][] body = SlowLayers.relu(slow.batchNorm(slow.convolution(image, 4, 3, 1, 1)));
        double[][][] pooled = SlowLayers.pool(SlowLayers.sum(body, image), true);
        double[][][] reduced = SlowLayers.pool(slow.convolution(pooled, 5, 2, 2, 1), false);
        double[] expected = slow.linear(SlowLayers.flatten(reduced));

        try (Network network = Network.open(saved, SHAPE)) {
            float[] output = network.outputs(input, 1);
            assertThat(output).hasSize(OUTPUTS);
            for (int i = 0; i < OUTPUTS; i++) {
                assertThat(output[i]).isCloseTo((float) expected[i], ROUNDING);
            }
        }
    }

    @Test
    void batchNormTrainsByTheBatchAndMovesItsRunningMeanATenthOfTheWay() throws IOException {
        Path file = folder.resolve("norm.pt");
        int[] shape = {1, 2, 2};
        Script.write(sequence(batchNorm(), flatten(), linear(2)), shape, 1, file);
        float[] inputs = {1, 2, 3, 4, 5, 6, 7, 8}; // mean 4.5, unbiased variance 6
        Path saved = folder.resolve("normed.pt");
        try (Network network = Network.open(file, shape);
                Trainer trainer = new Trainer(network, 0)) {
            trainer.step(
                    new Batch(inputs, new Targets(2, new float[] {1, 0, 0, 1}, new float[] {1, 1}, null)),
                    Loss.CROSS_ENTROPY,
                    0);
            network.save(saved);
        }
        ArchiveTensors tensors = new ArchiveTensors(saved);
        tensors.next();
        tensors.next();
        assertThat(tensors.next()[0]).isCloseTo(0.45f, ROUNDING);
        assertThat(tensors.next()[0]).isCloseTo(0.9f + 0.6f, ROUNDING);
    }

    @Test
    void outputsDoNotDependOnTheOtherInputsOfABatchNorOnDropout() throws IOException {
        float[] inputs = RandomBatches.inputs(4 * ELEMENTS, new Random(3));
        try (Network network = Network.open(trained(EVERY_LAYER), SHAPE)) {
            float[] together = network.outputs(inputs, 4);
            for (int i = 0; i < 4; i++) {
                float[] alone = network.outputs(Arrays.copyOfRange(inputs, i * ELEMENTS, (i + 1) * ELEMENTS), 1);
                assertThat(alone)
                        .containsExactly(Arrays.copyOfRange(together, i * OUTPUTS, (i + 1) * OUTPUTS), ROUNDING);
            }
        }
    }

    @Test
    void savedNetworkPutsOutTheSameAndCanBeTrainedFurther() throws IOException {
        Path saved = trained(EVERY_LAYER);
        Path again = folder.resolve("again.pt");
        float[] input = RandomBatches.inputs(ELEMENTS, new Random(5));
        try (Network first = Network.open(saved, SHAPE)) {
            first.save(again);
            try (Network second = Network.open(again, SHAPE);
                    Trainer trainer = new Trainer(second, 0)) {
                assertThat(second.outputs(input, 1)).containsExactly(first.outputs(input, 1));
                assertThat(second.parameterCount())
                        .isEqualTo(first.parameterCount())
                        .isPositive();
                trainer.step(RandomBatches.batch(6, ELEMENTS, OUTPUTS, new Random(1)), Loss.CROSS_ENTROPY, 0.01);
                assertThat(second.outputs(input, 1)).isNotEqualTo(first.outputs(input, 1));
            }
        }
    }

    @Test
    void sameSeedWritesTheSameFile() throws IOException {
        Path first = folder.resolve("first.pt");
        Path second = folder.resolve("second.pt");
        Path other = folder.resolve("other.pt");
        Script.write(EVERY_LAYER, SHAPE, 1, first);
        Script.write(EVERY_LAYER, SHAPE, 1, second);
        Script.write(EVERY_LAYER, SHAPE, 2, other);
        assertThat(first).hasSameBinaryContentAs(second);
        assertThat(Files.mismatch(first, other)).isNotNegative();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void everyFamilyLoadsAndCanBeEvaluatedBetweenTrainingSteps(Family family) throws IOException {
        int[] shape = {1, 28, 28};
        Path file = folder.resolve("family.pt");
        Value output = Script.write(family.layers(20), shape, 1, file);
        assertThat(output.shape()).containsExactly(20);
        try (Network network = Network.open(file, shape);
                Trainer trainer = new Trainer(network, 0)) {
            for (int step = 0; step < 4; step++) {
                trainer.step(RandomBatches.batch(4, 28 * 28, 20, new Random(step)), Loss.CROSS_ENTROPY, 1e-3);
                assertThat(network.outputs(new float[2 * 28 * 28], 2)).hasSize(2 * 20);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void servingFormPutsOutWhatTheTrainedFormDoes(Family family) throws IOException {
        int[] shape = {1, 28, 28};
        assertServesAsTrained(family.layers(7), shape);
    }

    @Test
    void aBranchDoesNotOverwriteWhatTheOtherOneNeeds() throws IOException {
        Layer body = sequence(relu(), convolution(3, 3, 1, 1), batchNorm());
        Layer layers =
                sequence(convolution(3, 3, 1, 1), batchNorm(), residual(body, sequence()), flatten(), linear(OUTPUTS));
        assertServesAsTrained(layers, SHAPE);
    }

    @ParameterizedTest
    @CsvSource({"STACKING,2", "STACKING,3", "STACKING,8", "CONCATENATION,2", "CONCATENATION,3", "CONCATENATION,4"})
    void slotsAreLookedAtAloneByOneNetwork(Encoder.Kind encoder, int k) throws IOException {
        ErasureCode code =
                ErasureCode.of(new CodeSpec(encoder, ParityOutput.Kind.PER_SLOT, k, 1), new int[] {1, 12, 12});
        int[] shape = code.encoder().parityShape();
        Layer slot = sequence(convolution(3, 3, 1, 1), batchNorm(), relu(), flatten(), linear(OUTPUTS));
        Path served = assertServesAsTrained(
                encoder == Encoder.Kind.STACKING ? Slots.stacked(k, slot) : Slots.tiled(k, slot), shape);
        float[][] queries = new float[k][];
        Random random = new Random(k);
        for (int i = 0; i < k; i++) {
            queries[i] = RandomBatches.inputs(144, random);
        }
        try (Network network = Network.open(served, shape)) {
            float[] whole = network.outputs(code.encoder().encode(queries, 0), 1);
            assertThat(whole).hasSize(k * OUTPUTS);
            for (int i = 0; i < k; i++) {
                float[][] alone = new float[k][];
                alone[i] = queries[i];
                float[] output = network.outputs(code.encoder().encode(alone, 0), 1);
                assertThat(Arrays.copyOfRange(output, i * OUTPUTS, (i + 1) * OUTPUTS))
                        .containsExactly(Arrays.copyOfRange(whole, i * OUTPUTS, (i + 1) * OUTPUTS), ROUNDING);
            }
        }
    }

    private Path assertServesAsTrained(Layer layers, int[] shape) throws IOException {
        Path trained = folder.resolve("trained-form.pt");
        Path served = folder.resolve("served.pt");
        Script.write(layers, shape, 1, trained);
        int elements = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        try (Network network = Network.open(trained, shape);
                Trainer trainer = new Trainer(network, 0)) {
            int outputs = network.outputs(new float[elements], 1).length;
            for (int step = 0; step < 3; step++) {
                trainer.step(RandomBatches.batch(4, elements, outputs, new Random(step)), Loss.CROSS_ENTROPY, 1e-4);
            }
            network.save(trained);
            Script.writeForServing(layers, shape, trained, served);
            float[] inputs = RandomBatches.inputs(2 * elements, new Random(9));
            try (Network serving = Network.open(served, shape)) {
                assertThat(serving.outputs(inputs, 2)).containsExactly(network.outputs(inputs, 2), within(1e-3f));
            }
        }
        return served;
    }

    @Test
    void startingFromAnotherNetworkCopiesTheLayersOfEqualShape() throws IOException {
        Path narrow = folder.resolve("narrow.pt");
        Path wide = folder.resolve("wide.pt");
        Script.write(sequence(flatten(), linear(5), relu(), linear(2)), SHAPE, 1, narrow);
        Script.write(sequence(flatten(), linear(5), relu(), linear(4)), SHAPE, 2, wide);
        try (Network from = Network.open(narrow, SHAPE);
                Network to = Network.open(wide, SHAPE)) {
            assertThat(to.startFrom(from)).isEqualTo(2);
            to.save(wide);
        }
        assertThat(new ArchiveTensors(wide).next()).containsExactly(new ArchiveTensors(narrow).next());
    }

    @Test
    void aFileThatIsNoTorchScriptIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("words.pt"), "not a zip");
        assertThatThrownBy(() -> Network.open(file, SHAPE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("words.pt cannot be loaded as TorchScript");
    }

    private Path trained(Layer layers) throws IOException {
        Path file = folder.resolve("trained.pt");
        Script.write(layers, SHAPE, 1, file);
        Random random = new Random(11);
        try (Network network = Network.open(file, SHAPE);
                Trainer trainer = new Trainer(network, 0.01)) {
            for (int step = 0; step < 5; step++) {
                trainer.step(RandomBatches.batch(6, ELEMENTS, OUTPUTS, random), Loss.CROSS_ENTROPY, 0.02);
            }
            network.save(file);
        }
        return file;
    }

    private static double[][][] image(float[] flat) {
        double[][][] image = new double[SHAPE[0]][SHAPE[1]][SHAPE[2]];
        for (int i = 0; i < flat.length; i++) {
            image[i / (SHAPE[1] * SHAPE[2])][i / SHAPE[2] % SHAPE[1]][i % SHAPE[2]] = flat[i];
        }
        return image;
    }
}
