package io.parm.training.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parm.training.torchscript.Family;
import io.parm.training.torchscript.Layer;
import io.parm.training.torchscript.Precision;
import io.parm.training.torchscript.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrecisionTest {

    private static final int[] SHAPE = {1, 28, 28};
    private static final int ELEMENTS = 28 * 28;
    private static final int OUTPUTS = 5;
    private static final int BATCH = 16;

    /** Eight bits of mantissa, through a dozen layers, beside outputs of about 1. */
    private static final Offset<Float> SIXTEEN_BITS = within(0.1f);

    @TempDir
    private Path folder;

    /** On a machine that does something else too, two threads would wait for each other at every step. */
    @BeforeAll
    static void useOneThread() {
        Trainer.configureEngine(1, 1);
    }

    @Test
    void sixteenBitsPutOutTheSameButForRounding() throws IOException {
        float[] inputs = RandomBatches.inputs(BATCH * ELEMENTS, new Random(1));
        float[] wide = outputs(Precision.FLOAT32, inputs);
        float[] narrow = outputs(Precision.BFLOAT16, inputs);
        assertThat(narrow).isNotEqualTo(wide).containsExactly(wide, SIXTEEN_BITS);
    }

    private float[] outputs(Precision precision, float[] inputs) throws IOException {
        try (Network network = Network.open(untrained(Family.CNN.layers(OUTPUTS), precision), SHAPE)) {
            return network.outputs(inputs, BATCH);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"CNN", "RESNET", "MLP"})
    void aNetworkTrainedInSixteenBitsIsServedInThirtyTwo(Family family) throws IOException {
        Layer layers = family.layers(OUTPUTS);
        Path trained = untrained(layers, Precision.BFLOAT16);
        Path served = folder.resolve("served.pt");
        Batch batch = RandomBatches.batch(BATCH, ELEMENTS, OUTPUTS, new Random(2));
        float[] outputs;
        try (Network network = Network.open(trained, SHAPE);
                Trainer trainer = new Trainer(network, 0)) {
            float first = trainer.step(batch, Loss.CROSS_ENTROPY, 2e-3);
            float last = first;
            for (int step = 0; step < 30; step++) {
                last = trainer.step(batch, Loss.CROSS_ENTROPY, 2e-3);
            }
            assertThat(last).isLessThan(first / 2);
            network.save(trained);
            outputs = network.outputs(batch.inputs(), BATCH);
        }
        Script.writeForServing(layers, SHAPE, trained, served);
        try (Network network = Network.open(served, SHAPE)) {
            assertThat(network.outputs(batch.inputs(), BATCH)).containsExactly(outputs, SIXTEEN_BITS);
        }
    }

    private Path untrained(Layer layers, Precision precision) throws IOException {
        Path file = folder.resolve(precision.optionName() + ".pt");
        Script.write(layers, SHAPE, 3, precision, file);
        return file;
    }
}
