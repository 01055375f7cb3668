package io.parm.training.torchscript;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A TorchScript module being written: its weights and the code of its {@code forward}. Mutable, one thread.
 *
 * <p>The module is flat: every weight is an attribute of the one class, named by its layer's kind, number and role
 * ({@code conv_0_weight}), so that two modules of one family share names and a parity model can start from deployed weights.
 */
public final class Script {

    private final Random random;
    private final List<Weight> weights = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    private Script(long seed) {
        this.random = new Random(seed);
    }

    /**
     * Writes an untrained module.
     *
     * @param architecture the layers
     * @param inputShape shape of one input, without batch axis
     * @param seed of the initial weights: the same seed writes the same file
     * @param file where to; an existing file is replaced
     * @return the output, whose shape has no batch axis
     * @throws IllegalArgumentException if a layer does not fit its input
     * @throws IOException if the file cannot be written
     */
    public static Value write(Layer architecture, int[] inputShape, long seed, Path file) throws IOException {
        Script script = new Script(seed);
        Value output = architecture.apply(script, new Value("x", inputShape.clone()));
        Archive.write(file, script.weights, script.code(output));
        return output;
    }

    /** Adds a trainable weight and returns its name. */
    String parameter(String layer, String role, int[] shape, float[] values) {
        return add(layer, role, shape, values, true);
    }

    /** Adds a weight that the optimizer leaves alone, such as a running mean, and returns its name. */
    String buffer(String layer, String role, int[] shape, float[] values) {
        return add(layer, role, shape, values, false);
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
