package io.parm.training.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parm.training.torchscript.Layers;
import io.parm.training.torchscript.Script;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A linear network on the unit vectors: its outputs are its weights' columns, so every loss can be computed by hand. */
class TrainerTest {

    private static final int[] SHAPE = {2};
    private static final float[] UNIT_VECTORS = {1, 0, 0, 1};

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeNetwork() throws IOException {
        file = folder.resolve("linear.pt");
        Script.write(Layers.linear(2), SHAPE, 3, file);
    }

    @Test
    void squaredErrorIsTheMeanOverFloatsAndWeightedRows() throws IOException {
        float[] targets = {0, 0, 100, 100};
        try (Network network = Network.open(file, SHAPE)) {
            float[] outputs = network.outputs(UNIT_VECTORS, 2);
            float expected = (outputs[0] * outputs[0] + outputs[1] * outputs[1]) / 2;
            assertThat(loss(network, unitVectors(targets, 1, 0), Loss.SQUARED_ERROR))
                    .isCloseTo(expected, within(1e-5f));
        }
    }

    @Test
    void crossEntropyIsTakenAgainstADistribution() throws IOException {
        float[] targets = {0.25f, 0.75f, 1, 0};
        try (Network network = Network.open(file, SHAPE)) {
            float[] outputs = network.outputs(UNIT_VECTORS, 2);
            double first = 0.25 * surprise(outputs[0], outputs[1]) + 0.75 * surprise(outputs[1], outputs[0]);
            double second = surprise(outputs[2], outputs[3]);
            assertThat(loss(network, unitVectors(targets, 1, 1), Loss.CROSS_ENTROPY))
                    .isCloseTo((float) ((first + second) / 2), within(1e-5f));
        }
    }

    @Test
    void decodingMakesSeveralScaledAndShiftedRowsOutOfOneOutput() throws IOException {
        float[] inputs = {1, 0};
        float[] targets = {0, 0, 0, 0};
        Targets.Decoding decoding = new Targets.Decoding(new float[] {1, 2}, new float[] {5, 6, 7, 8});
        Batch batch = new Batch(inputs, new Targets(1, targets, new float[] {1, 1}, decoding));
        try (Network network = Network.open(file, SHAPE)) {
            float[] output = network.outputs(inputs, 1);
            double first = (Math.pow(output[0] + 5, 2) + Math.pow(output[1] + 6, 2)) / 2;
            double second = (Math.pow(2 * output[0] + 7, 2) + Math.pow(2 * output[1] + 8, 2)) / 2;
            assertThat(loss(network, batch, Loss.SQUARED_ERROR))
                    .isCloseTo((float) ((first + second) / 2), within(1e-3f));
        }
    }

    @Test
    void stepsLearnTheTargets() throws IOException {
        Batch batch = unitVectors(new float[] {3, -1, 0.5f, 2}, 1, 1);
        try (Network network = Network.open(file, SHAPE);
                Trainer trainer = new Trainer(network, 0)) {
            for (int step = 0; step < 500; step++) {
                trainer.step(batch, Loss.SQUARED_ERROR, 0.05);
            }
            assertThat(network.outputs(UNIT_VECTORS, 2))
                    .containsExactly(batch.targets().values(), within(0.01f));
        }
    }

    @Test
    void arraysThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new Targets(2, new float[4], new float[3], null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 examples cannot have 3 rows and 4 target floats");
    }

    private static Batch unitVectors(float[] targets, float... weights) {
        return new Batch(UNIT_VECTORS, new Targets(2, targets, weights, null));
    }

    /** Which is the same whether a step or its outputs alone are asked. */
    private static float loss(Network network, Batch batch, Loss loss) {
        try (Trainer trainer = new Trainer(network, 0)) {
            float[] outputs = network.outputs(batch.inputs(), batch.targets().size());
            float value = trainer.step(batch, loss, 0);
            assertThat(loss.of(outputs, batch.targets())).isCloseTo(value, within(1e-3));
            return value;
        }
    }

    private static double surprise(double logit, double other) {
        return Math.log(1 + Math.exp(other - logit));
    }
}
