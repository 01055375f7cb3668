package io.parm.lab.pipeline;

import io.parm.lab.load.Inputs;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A size of query, and rates that suit it.
 *
 * @param name for people and topics
 * @param shape of the input
 * @param rates queries per second, at which latencies are measured
 * @param backlog queries of a drained topic
 */
public record QuerySize(String name, List<Integer> shape, List<Double> rates, int backlog) {

    private static final int DIFFERENT_INPUTS = 16;

    /** The shape as encoders take it; the caller owns the array. */
    public int[] inputShape() {
        return shape.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Random inputs, over and over. */
    public Inputs inputs() {
        int elements = shape.stream().reduce(1, Math::multiplyExact);
        SplittableRandom random = new SplittableRandom(1);
        float[][] inputs = new float[DIFFERENT_INPUTS][elements];
        for (float[] input : inputs) {
            for (int i = 0; i < elements; i++) {
                input[i] = (float) random.nextDouble();
            }
        }
        return Inputs.cycling(inputs, inputShape());
    }
}
