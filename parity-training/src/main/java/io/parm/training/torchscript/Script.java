package io.parm.training.torchscript;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A TorchScript module being written: its weights and the code of its {@code forward}. Mutable, one thread.
 *
 * <p>The module is flat: every weight is an attribute of the one class, named by its layer's kind, number and role
 * ({@code conv_0_weight}), so that two modules of one family share names and a parity model can start from deployed weights.
 *
 * <p>One architecture is written in two forms. The <em>training</em> form has normalisation and dropout. The <em>serving</em> form
 * has neither: each normalisation is folded into the convolution before it, so that serving runs fewer operations.
 */
public final class Script {

    private final Random random;
    private final Precision precision;
    private final Iterator<float[]> trained;
    private final Map<String, Convolution> convolutions = new HashMap<>();
    private final Set<String> overwritable = new HashSet<>();
    private final List<Weight> weights = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private int parts = 1;
    private long multiplications;

    private Script(long seed, Precision precision, Iterator<float[]> trained) {
        this.random = new Random(seed);
        this.precision = precision;
        this.trained = trained;
    }

    /** A convolution's weight {@code [channels, …]} and bias {@code [channels]} in the serving form, for a normalisation to fold into. */
    private record Convolution(float[] weight, float[] bias) {}

    /**
     * Writes an untrained module in its training form.
     *
     * @param architecture the layers
     * @param inputShape shape of one input, without batch axis
     * @param seed of the initial weights: the same seed writes the same file
     * @param precision it trains in
     * @param file where to; an existing file is replaced
     * @return the output, whose shape has no batch axis
     * @throws IllegalArgumentException if a layer does not fit its input
     * @throws IOException if the file cannot be written
     */
    public static Value write(Layer architecture, int[] inputShape, long seed, Precision precision, Path file)
            throws IOException {
        Script script = new Script(seed, precision, null);
        Value output = architecture.apply(script, new Value("x", inputShape.clone()));
        Archive.write(file, script.weights, script.code(output));
        return output;
    }

    /** As {@link #write(Layer, int[], long, Precision, Path)}, in float32. */
    public static Value write(Layer architecture, int[] inputShape, long seed, Path file) throws IOException {
        return write(architecture, inputShape, seed, Precision.FLOAT32, file);
    }

    /**
     * Writes a trained module in its serving form.
     *
     * @param architecture the layers that the trained module was written with
     * @param trained the training form, as the engine saved it
     * @param file where to; an existing file is replaced
     * @throws IOException if a file cannot be read or written, or {@code trained} is of another architecture
     */
    public static void writeForServing(Layer architecture, int[] inputShape, Path trained, Path file)
            throws IOException {
        Script script =
                new Script(0, Precision.FLOAT32, Archive.tensors(trained).iterator());
        Value output = architecture.apply(script, new Value("x", inputShape.clone()));
        if (script.trained.hasNext()) {
            throw new IOException(trained + " has more weights than its architecture");
        }
        Archive.write(file, script.weights, script.code(output));
    }

    /**
     * The multiplications of one inference of one input: those of convolutions and linear layers, beside which all others are few.
     *
     * @throws IllegalArgumentException if a layer does not fit its input
     */
    public static long multiplications(Layer architecture, int[] inputShape) {
        Script script = new Script(0, Precision.FLOAT32, null);
        architecture.apply(script, new Value("x", inputShape.clone()));
        return script.multiplications;
    }

    /** Counts a layer's multiplications for one of the {@link #cut} parts. */
    void multiplies(long count) {
        multiplications += count * parts;
    }

    /** From now on layers run on so many parts of an input, as one batch; 1 when they have been joined. */
    void cut(int newParts) {
        parts = newParts;
    }

    /** What the training form's convolutions are computed in. */
    Precision precision() {
        return precision;
    }

    /** Whether this is the serving form. */
    boolean serving() {
        return trained != null;
    }

    /** Adds a trainable weight and returns its name. */
    String parameter(String layer, String role, int[] shape, float[] initial) {
        return add(layer, role, shape, values(initial), true);
    }

    /** Adds a weight that the optimizer leaves alone, such as a running mean, and returns its name. */
    String buffer(String layer, String role, int[] shape, float[] initial) {
        return add(layer, role, shape, values(initial), false);
    }

    /** A weight's trained values in the serving form, its initial ones in the training form. */
    float[] values(float[] initial) {
        if (!serving()) {
            return initial;
        }
        if (!trained.hasNext()) {
            throw new IllegalArgumentException("the trained module has fewer weights than its architecture");
        }
        float[] values = trained.next();
        if (values.length != initial.length) {
            throw new IllegalArgumentException("the trained module has a weight of " + values.length
                    + " floats where its architecture has " + initial.length);
        }
        return values;
    }

    /**
     * Adds the weights of a convolution in the serving form, with a bias for {@link #fold}.
     *
     * @param shape of the weight
     * @return the names of weight and bias
     */
    String[] foldable(int[] shape, float[] initial) {
        float[] weight = values(initial);
        float[] bias = new float[shape[0]];
        String[] names = {
            add("conv", "weight", shape, weight, true), add("conv", "bias", new int[] {shape[0]}, bias, true)
        };
        convolutions.put("x" + statements.size(), new Convolution(weight, bias));
        return names;
    }

    /**
     * Folds {@code scale · x + shift}, per channel, into the convolution that made a value.
     *
     * @return whether a convolution made it
     */
    boolean fold(Value value, float[] scale, float[] shift) {
        Convolution convolution = convolutions.remove(value.name());
        if (convolution == null) {
            return false;
        }
        int taps = convolution.weight().length / scale.length;
        for (int i = 0; i < convolution.weight().length; i++) {
            convolution.weight()[i] *= scale[i / taps];
        }
        for (int channel = 0; channel < scale.length; channel++) {
            convolution.bias()[channel] = convolution.bias()[channel] * scale[channel] + shift[channel];
        }
        return true;
    }

    private String add(String layer, String role, int[] shape, float[] values, boolean trainable) {
        int number = counts.merge(layer + " " + role, 1, Integer::sum) - 1;
        String name = layer + "_" + number + "_" + role;
        weights.add(new Weight(name, shape, values, trainable));
        return name;
    }

    /** Adds a statement that computes a new value of the given shape. */
    Value assign(String expression, int... shape) {
        Value value = new Value("x" + statements.size(), shape.clone());
        statements.add("    " + value.name() + " = " + expression + "\n");
        return value;
    }

    /** Allows the layer after this one to write into a value, which its own gradient does not need. */
    Value overwritable(Value value) {
        overwritable.add(value.name());
        return value;
    }

    /** Forbids it: the value is needed again. */
    void keep(Value value) {
        overwritable.remove(value.name());
    }

    boolean isOverwritable(Value value) {
        return overwritable.contains(value.name());
    }

    /** Kaiming's normal for rectified units: mean 0, variance 2 / fan-in. */
    float[] normal(int size, int fanIn) {
        double deviation = Math.sqrt(2.0 / fanIn);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }

    private String code(Value output) {
        StringBuilder code = new StringBuilder("class " + Archive.CLASS + "(Module):\n");
        code.append("  __parameters__ = [").append(names(true)).append("]\n");
        code.append("  __buffers__ = [").append(names(false)).append("]\n");
        for (Weight weight : weights) {
            code.append("  ").append(weight.name()).append(" : Tensor\n");
        }
        code.append("  training : bool\n");
        code.append("  def forward(self: __torch__.").append(Archive.CLASS).append(",\n    x: Tensor) -> Tensor:\n");
        statements.forEach(code::append);
        return code.append("    return ").append(output.name()).append("\n").toString();
    }

    private String names(boolean trainable) {
        StringBuilder names = new StringBuilder();
        for (Weight weight : weights) {
            if (weight.trainable() == trainable) {
                names.append('"').append(weight.name()).append("\", ");
            }
        }
        return names.toString();
    }
}
