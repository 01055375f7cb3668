package io.parm.lab.micro;

import java.util.Arrays;
import java.util.Random;

/** Inputs and outputs of any content: nothing that is measured depends on the values. */
final class RandomFloats {

    private static final long SEED = 20191027;

    private RandomFloats() {}

    /** {@code count} arrays of {@code length} floats between −1 and 1. */
    static float[][] rows(int count, int length) {
        Random random = new Random(SEED);
        float[][] rows = new float[count][length];
        for (float[] row : rows) {
            for (int i = 0; i < length; i++) {
                row[i] = 2 * random.nextFloat() - 1;
            }
        }
        return rows;
    }

    /** The sizes in {@code 3x224x224}. */
    static int[] shape(String text) {
        return Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray();
    }

    /** Floats of a tensor of the shape {@code 3x224x224}. */
    static int elements(String shape) {
        return Arrays.stream(shape(shape)).reduce(1, Math::multiplyExact);
    }
}
