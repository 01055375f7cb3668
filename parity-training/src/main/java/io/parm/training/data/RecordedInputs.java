package io.parm.training.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Inputs as models were given them: normalised already, and nothing is known of any. Images, {@code [channels, height, width]}, can be
 * moved and mirrored; what moves in from outside has the image's smallest value, which is the background where there is one. Immutable,
 * thread-safe.
 */
public final class RecordedInputs implements Samples {

    /** What is true of a sample, or was put out for it, if nobody knows. */
    public static final float[] NOTHING = {};

    private final int[] shape;
    private final List<float[]> inputs;
    private final List<float[]> outputs;

    /**
     * @param shape of every input
     * @param inputs row-major; owned by this object from now on
     * @param outputs what the deployed model put out for each, or {@link #NOTHING}; owned by this object from now on
     * @throws IllegalArgumentException if there are not as many outputs as inputs
     */
    public RecordedInputs(int[] shape, List<float[]> inputs, List<float[]> outputs) {
        if (inputs.size() != outputs.size()) {
            throw new IllegalArgumentException(
                    "there must be an output per input but there are " + outputs.size() + " and " + inputs.size());
        }
        this.shape = shape.clone();
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
    }

    @Override
    public int size() {
        return inputs.size();
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    @Override
    public float[] input(int index, View view) {
        float[] input = inputs.get(index);
        if (view.equals(View.UNCHANGED) || shape.length != 3) {
            return input.clone();
        }
        float[] seen = new float[input.length];
        float outside = smallest(input);
        int height = shape[1];
        int width = shape[2];
        for (int row = 0; row < shape[0] * height; row++) {
            int y = row % height + view.down();
            for (int x = 0; x < width; x++) {
                int sourceX = (view.mirrored() ? width - 1 - x : x) + view.right();
                boolean inside = y >= 0 && y < height && sourceX >= 0 && sourceX < width;
                seen[row * width + x] = inside ? input[(row + view.down()) * width + sourceX] : outside;
            }
        }
        return seen;
    }

    private static float smallest(float[] input) {
        float smallest = input[0];
        for (float value : input) {
            smallest = Math.min(smallest, value);
        }
        return smallest;
    }

    @Override
    public float[] truth(int index) {
        return NOTHING;
    }

    @Override
    public Optional<float[]> recordedOutput(int index) {
        return Optional.of(outputs.get(index)).filter(output -> output.length > 0);
    }

    @Override
    public Samples range(int from, int to) {
        return new RecordedInputs(shape, inputs.subList(from, to), outputs.subList(from, to));
    }

    @Override
    public String toString() {
        return inputs.size() + " inputs of shape " + Arrays.toString(shape);
    }
}
