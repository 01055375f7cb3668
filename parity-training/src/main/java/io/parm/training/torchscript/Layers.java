package io.parm.training.torchscript;

import java.util.Arrays;

/**
 * The layers of our architectures. A new layer is one more method here: its weights, its shape, its line of TorchScript.
 *
 * <p>Initial weights are Kaiming's for rectified units: normal with variance 2 / fan-in; biases are zero.
 */
public final class Layers {

    /**
     * Multiplications of one input below which a served convolution is an explicit matrix product. PyTorch's usual kernel reorders its
     * weights at each call, which for batches of one costs more than a small convolution itself: a third of the time of a whole
     * network of three. At 3.6 million both took the same.
     */
    private static final long SMALL_CONVOLUTION = 3_000_000;

    private static final double NORM_EPSILON = 1e-5;

    /** Images whose channels lie side by side: otherwise each convolution of a training reorders them, a fifth of a small network's step. */
    private static final String CHANNELS_LAST = "torch.contiguous(%s, memory_format=2)";

    private Layers() {}

    /** The layers in order. */
    public static Layer sequence(Layer... layers) {
        return Arrays.stream(layers).reduce((script, input) -> input, Layer::then);
    }

    /**
     * A square convolution with zero padding, without bias: a {@link #batchNorm} follows it.
     *
     * @param channels output channels
     * @param kernel side of the kernel, pixels
     * @param stride step, pixels
     * @param padding zeros on each side, pixels
     */
    public static Layer convolution(int channels, int kernel, int stride, int padding) {
        return (script, input) -> {
            int[] image = image(input, "a convolution");
            int height = reduced(image[1], kernel, stride, padding);
            int width = reduced(image[2], kernel, stride, padding);
            int fanIn = image[0] * kernel * kernel;
            int[] shape = {channels, image[0], kernel, kernel};
            float[] initial = script.normal(channels * fanIn, fanIn);
            script.multiplies((long) fanIn * channels * height * width);
            if (!script.serving()) {
                String weight = script.parameter("conv", "weight", shape, initial);
                String code = "torch.conv2d(%s, %s, None, [%d, %d], [%d, %d], [1, 1], 1)"
                        .formatted(
                                CHANNELS_LAST.formatted(script.precision().of(input.name())),
                                script.precision().of("self." + weight),
                                stride,
                                stride,
                                padding,
                                padding);
                return script.assign(code, channels, height, width);
            }
            String[] names = script.foldable(shape, initial);
            boolean small = (long) fanIn * channels * height * width < SMALL_CONVOLUTION;
            String code = small
                    ? "torch.thnn_conv2d(%s, self.%s, [%d, %d], self.%s, [%d, %d], [%d, %d])"
                            .formatted(
                                    input.name(), names[0], kernel, kernel, names[1], stride, stride, padding, padding)
                    : "torch.conv2d(%s, self.%s, self.%s, [%d, %d], [%d, %d], [1, 1], 1)"
                            .formatted(input.name(), names[0], names[1], stride, stride, padding, padding);
            return script.assign(code, channels, height, width);
        };
    }

    /** Normalises each channel over the batch while training, by running mean and variance (momentum 0.1) otherwise. */
    public static Layer batchNorm() {
        return (script, input) -> {
            int channels = input.shape()[0];
            int[] shape = {channels};
            if (script.serving()) {
                return foldedNorm(script, input, channels);
            }
            String weight = script.parameter("norm", "weight", shape, constant(channels, 1));
            String bias = script.parameter("norm", "bias", shape, constant(channels, 0));
            String mean = script.buffer("norm", "running_mean", shape, constant(channels, 0));
            String variance = script.buffer("norm", "running_var", shape, constant(channels, 1));
            String code = "torch.batch_norm(%s, self.%s, self.%s, self.%s, self.%s, self.training, 0.1, 1e-05, True)"
                    .formatted(input.name(), weight, bias, mean, variance);
            return script.overwritable(script.assign(code, input.shape()));
        };
    }

    private static Value foldedNorm(Script script, Value input, int channels) {
        float[] scale = script.values(constant(channels, 1));
        float[] shift = script.values(constant(channels, 0));
        float[] mean = script.values(constant(channels, 0));
        float[] variance = script.values(constant(channels, 1));
        for (int channel = 0; channel < channels; channel++) {
            scale[channel] /= (float) Math.sqrt(variance[channel] + NORM_EPSILON);
            shift[channel] -= mean[channel] * scale[channel];
        }
        if (!script.fold(input, scale, shift)) {
            throw new IllegalArgumentException("a normalisation must follow a convolution");
        }
        return input;
    }

    /** {@code max(x, 0)}; in training in place where it can be: TorchScript's own gradient of the other form took a sixth of a step's time. */
    public static Layer relu() {
        return (script, input) -> script.assign(
                (script.isOverwritable(input) ? "torch.relu_(%s)" : "torch.relu(%s)").formatted(input.name()),
                input.shape());
    }

    /** The largest pixel of each {@code size × size} square; a rest at the right or below is dropped. */
    public static Layer maxPool(int size) {
        return (script, input) -> {
            int[] image = image(input, "pooling");
            String code = "torch.max_pool2d(%s, [%d, %d], [%d, %d], [0, 0], [1, 1], False)"
                    .formatted(input.name(), size, size, size, size);
            return script.assign(code, image[0], reduced(image[1], size, size, 0), reduced(image[2], size, size, 0));
        };
    }

    /** The mean of each {@code size × size} square; a rest at the right or below is dropped. */
    public static Layer averagePool(int size) {
        return (script, input) -> {
            int[] image = image(input, "pooling");
            String code = "torch.avg_pool2d(%s, [%d, %d], [%d, %d], [0, 0], False, True, None)"
                    .formatted(input.name(), size, size, size, size);
            return script.assign(code, image[0], reduced(image[1], size, size, 0), reduced(image[2], size, size, 0));
        };
    }

    /** The mean of each channel, {@code [channels]}. */
    public static Layer globalAverage() {
        return (script, input) -> {
            int[] image = image(input, "pooling");
            return script.assign(
                    "torch.mean(%s, [2, 3], False, dtype=None)"
                            .formatted(script.precision().widened(input.name())),
                    image[0]);
        };
    }

    /** All axes into one. */
    public static Layer flatten() {
        return (script, input) -> script.assign(
                "torch.flatten(%s, 1, -1)".formatted(script.precision().widened(input.name())), input.elements());
    }

    /** Drops each float with the given probability while training, and does nothing otherwise. */
    public static Layer dropout(double probability) {
        return (script, input) -> script.serving()
                ? input
                : script.assign(
                        "torch.dropout(%s, %s, self.training)".formatted(input.name(), probability), input.shape());
    }

    /** A fully connected layer with bias. */
    public static Layer linear(int outputs) {
        return (script, input) -> {
            if (input.shape().length != 1) {
                throw new IllegalArgumentException(
                        "a linear layer needs a flat input but its shape was " + Arrays.toString(input.shape()));
            }
            int inputs = input.shape()[0];
            int[] shape = {outputs, inputs};
            script.multiplies((long) outputs * inputs);
            String weight = script.parameter("linear", "weight", shape, script.normal(outputs * inputs, inputs));
            String bias = script.parameter("linear", "bias", new int[] {outputs}, constant(outputs, 0));
            String code = "torch.linear(%s, self.%s, self.%s)".formatted(input.name(), weight, bias);
            return script.assign(code, outputs);
        };
    }

    /** The sum of two branches of the same input; an empty {@link #sequence} is the identity. */
    public static Layer residual(Layer body, Layer shortcut) {
        return (script, input) -> {
            script.keep(input);
            Value left = body.apply(script, input);
            Value right = shortcut.apply(script, input);
            if (!Arrays.equals(left.shape(), right.shape())) {
                throw new IllegalArgumentException(
                        "the branches of a residual must agree but are " + left + " and " + right);
            }
            return script.assign("torch.add(%s, %s)".formatted(left.name(), right.name()), left.shape());
        };
    }

    static int[] image(Value input, String layer) {
        if (input.shape().length != 3) {
            throw new IllegalArgumentException(layer + " needs an input [channels, height, width] but its shape was "
                    + Arrays.toString(input.shape()));
        }
        return input.shape();
    }

    private static int reduced(int size, int kernel, int stride, int padding) {
        int reduced = (size + 2 * padding - kernel) / stride + 1;
        if (size + 2 * padding < kernel) {
            throw new IllegalArgumentException("a kernel of " + kernel + " does not fit an axis of " + size);
        }
        return reduced;
    }

    private static float[] constant(int size, float value) {
        float[] values = new float[size];
        Arrays.fill(values, value);
        return values;
    }
}
