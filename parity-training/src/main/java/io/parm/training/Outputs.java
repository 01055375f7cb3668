package io.parm.training;

import io.parm.training.data.Samples;
import io.parm.training.data.View;
import io.parm.training.engine.Network;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Outputs of networks, as rows, and what is read off them. */
final class Outputs {

    /** Inputs per forward pass: large enough to keep the engine busy, small enough for any machine. */
    private static final int BATCH = 250;

    private Outputs() {}

    /** A network's output for each sample, {@code [samples][c]}. */
    static float[][] of(Network network, Samples samples, View view) {
        return of(network, samples.size(), sample -> samples.input(sample, view));
    }

    /**
     * A network's output for each of many inputs, made as they are needed.
     *
     * @param count how many
     * @param input the input at an index
     */
    static float[][] of(Network network, int count, IntFunction<float[]> input) {
        float[][] outputs = new float[count][];
        for (int from = 0; from < count; from += BATCH) {
            int size = Math.min(BATCH, count - from);
            float[] first = input.apply(from);
            float[] batch = Arrays.copyOf(first, size * first.length);
            for (int i = 1; i < size; i++) {
                System.arraycopy(input.apply(from + i), 0, batch, i * first.length, first.length);
            }
            float[] flat = network.outputs(batch, size);
            int outputSize = flat.length / size;
            for (int i = 0; i < size; i++) {
                outputs[from + i] = Arrays.copyOfRange(flat, i * outputSize, (i + 1) * outputSize);
            }
        }
        return outputs;
    }

    /** Index of the largest float; the first one of several. */
    static int largest(float[] output) {
        int largest = 0;
        for (int i = 1; i < output.length; i++) {
            largest = output[i] > output[largest] ? i : largest;
        }
        return largest;
    }

    /** Probabilities of a row of logits. */
    static float[] softmax(float[] logits) {
        float max = logits[largest(logits)];
        float[] probabilities = new float[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = (float) Math.exp(logits[i] - max);
            sum += probabilities[i];
        }
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] /= (float) sum;
        }
        return probabilities;
    }
}
