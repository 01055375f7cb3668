package io.parm.training.torchscript;

import static io.parm.training.torchscript.Layers.batchNorm;
import static io.parm.training.torchscript.Layers.convolution;
import static io.parm.training.torchscript.Layers.dropout;
import static io.parm.training.torchscript.Layers.flatten;
import static io.parm.training.torchscript.Layers.linear;
import static io.parm.training.torchscript.Layers.maxPool;
import static io.parm.training.torchscript.Layers.relu;
import static io.parm.training.torchscript.Layers.residual;
import static io.parm.training.torchscript.Layers.sequence;

/** A residual network of any width for images of any size: wide enough is as good as the deployed model, narrow is as cheap as need be. */
public final class Residual {

    /** Below this side, in pixels, an image is not halved by another stage. */
    private static final int SMALLEST_STAGE = 8;

    /** From this side on, the first convolution already halves an image. */
    private static final int LARGE = 48;

    private Residual() {}

    /**
     * A 3×3 convolution, or for images of 48 pixels and more a 5×5 one that halves them, then stages that halve the image and double
     * the channels, each with one residual convolution.
     *
     * @param width channels of the first convolution
     * @param outputs floats of one output
     */
    public static Layer layers(int width, int outputs) {
        return (script, image) -> {
            int[] shape = Layers.image(image, "a residual network");
            boolean large = Math.min(shape[1], shape[2]) >= LARGE;
            Value value = (large ? halvingBlock(width) : block(width)).apply(script, image);
            int channels = width;
            while (Math.min(value.shape()[1], value.shape()[2]) >= SMALLEST_STAGE) {
                channels *= 2;
                value = stage(channels).apply(script, value);
            }
            return sequence(maxPool(2), flatten(), dropout(0.1), linear(outputs))
                    .apply(script, value);
        };
    }

    /**
     * The same for short inference: the first convolution is 5×5 and already halves the image. Takes inputs that are no images too,
     * with two hidden layers of {@code 8 · width} and {@code 4 · width} units.
     *
     * @param width channels of the first convolution
     * @param outputs floats of one output
     */
    public static Layer compact(int width, int outputs) {
        return (script, input) -> {
            int[] shape = input.shape();
            if (shape.length != 3 || Math.min(shape[1], shape[2]) < SMALLEST_STAGE) {
                return dense(width, outputs).apply(script, input);
            }
            Layer first = sequence(halvingBlock(width), residual(block(width), sequence()));
            Value value = first.apply(script, input);
            int channels = width;
            while (Math.min(value.shape()[1], value.shape()[2]) >= SMALLEST_STAGE) {
                channels *= 2;
                value = stage(channels).apply(script, value);
            }
            boolean reducible = Math.min(value.shape()[1], value.shape()[2]) >= 4;
            return sequence(reducible ? maxPool(2) : sequence(), flatten(), dropout(0.1), linear(outputs))
                    .apply(script, value);
        };
    }

    private static Layer dense(int width, int outputs) {
        return sequence(flatten(), linear(8 * width), relu(), linear(4 * width), relu(), linear(outputs));
    }

    private static Layer stage(int channels) {
        return sequence(maxPool(2), block(channels), residual(block(channels), sequence()));
    }

    private static Layer halvingBlock(int channels) {
        return sequence(convolution(channels, 5, 2, 2), batchNorm(), relu());
    }

    private static Layer block(int channels) {
        return sequence(convolution(channels, 3, 1, 1), batchNorm(), relu());
    }
}
