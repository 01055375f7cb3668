package io.parm.coding;

import java.util.Arrays;

/**
 * Stacks the group's queries on the channel axis: the parity input has shape {@code [k · channels, height, width]}.
 *
 * <p>Loses nothing and costs k times the bytes of one query; only the parity model's first layer grows. Every parity input of
 * a group is the same. Immutable, thread-safe, hot.
 */
public final class StackingEncoder implements Encoder {

    private static final long serialVersionUID = 1L;

    private final int[] shape;
    private final int elements;
    private final int k;

    /**
     * @param shape {@code [channels, …]}: the first axis is the one that grows
     * @param k slots of a group
     */
    public StackingEncoder(int[] shape, int k) {
        this.shape = shape.clone();
        this.elements = Shapes.elements(shape);
        this.k = k;
    }

    @Override
    public int k() {
        return k;
    }

    @Override
    public int[] parityShape() {
        int[] stacked = shape.clone();
        stacked[0] *= k;
        return stacked;
    }

    @Override
    public float[] encode(float[][] inputs, int parity) {
        Shapes.checkInputs(inputs, k, elements);
        // A copy that is longer than its original: only what is behind the first slot is filled with zeros before.
        float[] stacked = inputs[0] == null ? new float[k * elements] : Arrays.copyOf(inputs[0], k * elements);
        for (int slot = 1; slot < k; slot++) {
            if (inputs[slot] != null) {
                System.arraycopy(inputs[slot], 0, stacked, slot * elements, elements);
            }
        }
        return stacked;
    }
}
