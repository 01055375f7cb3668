package io.parm.training.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.training.torchscript.Family;
import io.parm.training.torchscript.Layer;
import io.parm.training.torchscript.Script;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InferenceTimeTest {

    private static final int[] SHAPE = {1, 16, 16};
    private static final float[] INPUT = new float[16 * 16];

    @TempDir
    private Path folder;

    /** A ResNet-18 has a thousand times the multiplications of a multilayer perceptron. If libtorch did them on another thread, both would cost the same. */
    @Test
    void anInferencesArithmeticIsOnTheThreadWhoseTimeIsTaken() throws IOException {
        try (Network large = network("large", Family.RESNET18.layers(10));
                Network small = network("small", Family.MLP.layers(10))) {
            PairedTimes times = InferenceTime.measure(large, INPUT, small, INPUT, 2);
            assertThat(times.ratio()).isGreaterThan(5);
            assertThat(times.ms()).isGreaterThan(times.otherMs());
        }
    }

    private Network network(String name, Layer layers) throws IOException {
        Path untrained = folder.resolve(name + "-untrained.pt");
        Path served = folder.resolve(name + ".pt");
        Script.write(layers, SHAPE, 1, untrained);
        Script.writeForServing(layers, SHAPE, untrained, served);
        return Network.open(served, SHAPE);
    }
}
