package io.parm.lab.load;

/** What the queries of a load carry. */
public interface Inputs {

    /** The input of query {@code index}, from 0: flat, row-major; the caller does not write to it. */
    float[] at(int index);

    /** The shape of every input, without batch axis. */
    int[] shape();

    /** The given inputs over and over, in order. Keeps the array and does not copy it. */
    static Inputs cycling(float[][] values, int... shape) {
        if (values.length == 0) {
            throw new IllegalArgumentException("inputs must be 1 or more but there were none");
        }
        return new Inputs() {
            @Override
            public float[] at(int index) {
                return values[index % values.length];
            }

            @Override
            public int[] shape() {
                return shape;
            }
        };
    }
}
