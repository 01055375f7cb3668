package io.parm.training.torchscript;

import static io.parm.training.torchscript.Layers.batchNorm;
import static io.parm.training.torchscript.Layers.convolution;
import static io.parm.training.torchscript.Layers.dropout;
import static io.parm.training.torchscript.Layers.flatten;
import static io.parm.training.torchscript.Layers.globalAverage;
import static io.parm.training.torchscript.Layers.linear;
import static io.parm.training.torchscript.Layers.maxPool;
import static io.parm.training.torchscript.Layers.relu;
import static io.parm.training.torchscript.Layers.residual;
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

    /** Made for short inference: two convolutions that halve the image, one million multiplications for 28×28. */
    CNN_SMALL {
        @Override
        public Layer layers(int outputs) {
            return sequence(block(32, 5, 2, 2), block(64, 3, 2, 1), flatten(), dropout(0.25), linear(outputs));
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
    },

    /** A small residual network of width 24: 13 million multiplications for 28×28, 24 million for 3×32×32 and for 64×64. */
    RESNET {
        @Override
        public Layer layers(int outputs) {
            return Residual.layers(24, outputs);
        }
    },

    /** The same, of width 40: 67 million multiplications for 3×32×32. */
    RESNET_WIDE {
        @Override
        public Layer layers(int outputs) {
            return Residual.layers(40, outputs);
        }
    },

    /** The paper's ResNet-18, in the form for small images: a 3×3 convolution first, no pooling after it. */
    RESNET18 {
        @Override
        public Layer layers(int outputs) {
            return sequence(
                    block(64, 3, 1, 1),
                    basic(64),
                    basic(64),
                    halved(128),
                    basic(128),
                    halved(256),
                    basic(256),
                    halved(512),
                    basic(512),
                    globalAverage(),
                    linear(outputs));
        }
    },

    /** The paper's network for speech: eight convolutions, five poolings, with batch normalisation. */
    VGG11 {
        @Override
        public Layer layers(int outputs) {
            return sequence(
                    block(64, 3, 1, 1),
                    maxPool(2),
                    block(128, 3, 1, 1),
                    maxPool(2),
                    block(256, 3, 1, 1),
                    block(256, 3, 1, 1),
                    maxPool(2),
                    block(512, 3, 1, 1),
                    block(512, 3, 1, 1),
                    maxPool(2),
                    block(512, 3, 1, 1),
                    block(512, 3, 1, 1),
                    globalAverage(),
                    dropout(0.3),
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

    /** Two convolutions beside the identity. */
    private static Layer basic(int channels) {
        Layer body = sequence(block(channels, 3, 1, 1), convolution(channels, 3, 1, 1), batchNorm());
        return sequence(residual(body, sequence()), relu());
    }

    /** Two convolutions that halve the image, beside one of 1×1 that does too. */
    private static Layer halved(int channels) {
        Layer body = sequence(block(channels, 3, 2, 1), convolution(channels, 3, 1, 1), batchNorm());
        return sequence(residual(body, sequence(convolution(channels, 1, 2, 0), batchNorm())), relu());
    }

    private static Layer block(int channels, int kernel, int stride, int padding) {
        return sequence(convolution(channels, kernel, stride, padding), batchNorm(), relu());
    }
}
