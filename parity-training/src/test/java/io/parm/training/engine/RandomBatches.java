package io.parm.training.engine;

import java.util.Arrays;
import java.util.Random;

/** Seeded random inputs and batches for networks with a few outputs. */
final class RandomBatches {

    private RandomBatches() {}

    static float[] inputs(int size, Random random) {
        float[] inputs = new float[size];
        for (int i = 0; i < size; i++) {
            inputs[i] = (float) random.nextGaussian() + 0.5f;
        }
        return inputs;
    }

    /** A batch whose labels are the example's number modulo the outputs. */
    static Batch batch(int size, int elements, int outputs, Random random) {
        float[] targets = new float[size * outputs];
        float[] weights = new float[size];
        Arrays.fill(weights, 1);
        for (int i = 0; i < size; i++) {
            targets[i * outputs + i % outputs] = 1;
        }
        return new Batch(inputs(size * elements, random), new Targets(size, targets, weights, null));
    }
}
