package io.parm.training.torchscript;

import static io.parm.training.torchscript.Layers.batchNorm;
import static io.parm.training.torchscript.Layers.convolution;
import static io.parm.training.torchscript.Layers.dropout;
import static io.parm.training.torchscript.Layers.flatten;
import static io.parm.training.torchscript.Layers.linear;
import static io.parm.training.torchscript.Layers.maxPool;
import static io.parm.training.torchscript.Layers.relu;
import static io.parm.training.torchscript.Layers.sequence;

import java.util.Locale;

/** The architectures that {@code --model} names; each takes any input shape its layers fit. A new family is one more constant. */
public enum Family {

    /** The paper's multilayer perceptron: 200 and 100 hidden units. */
    MLP {
        @Override
        public Layer layers(int outputs) {
            return sequence(flatten(), linear(200), relu(), linear(100), relu(), linear(outputs));
        }
    },

    /** LeNet-5 with rectified units and batch normalisation. */
    LENET5 {
        @Override
        public Layer layers(int outputs) {
            return sequence(
                    block(6, 5, 1, 2),
                    maxPool(2),
                    block(16, 5, 1, 0),
                    maxPool(2),
                    flatten(),
                    linear(120),
                    relu(),
                    linear(84),
                    relu(),
                    linear(outputs));
        }
    },

    /** The demo's network, made for short inference: three convolutions of 2.9 million multiplications for 28×28. */
    CNN_SMALL {
        @Override
        public Layer layers(int outputs) {
            return sequence(
                    block(32, 5, 2, 2),
                    block(32, 3, 1, 1),
                    maxPool(2),
                    block(64, 3, 1, 1),
                    maxPool(2),
                    flatten(),
                    dropout(0.1),
                    linear(outputs));
        }
    },

    /** Four 3×3 convolutions, two poolings, one hidden layer: 9 million multiplications for 28×28. */
    CNN {
        @Override
        public Layer layers(int outputs) {
            return sequence(
                    block(16, 3, 1, 1),
                    block(32, 3, 1, 1),
                    maxPool(2),
                    block(64, 3, 1, 1),
                    maxPool(2),
                    block(64, 3, 1, 1),
                    flatten(),
                    dropout(0.25),
                    linear(48),
                    relu(),
                    linear(outputs));
        }
    };

    /**
     * The architecture with the given output size.
     *
     * @param outputs floats of one output
     */
    public abstract Layer layers(int outputs);

    /** The name on the command line. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Layer block(int channels, int kernel, int stride, int padding) {
        return sequence(convolution(channels, kernel, stride, padding), batchNorm(), relu());
    }
}
