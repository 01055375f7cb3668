package io.parm.training.torchscript;

import java.util.Arrays;

/**
 * A tensor in the code being written.
 *
 * @param name the variable that holds it
 * @param shape its shape without batch axis; owned by this value, nobody writes to it
 */
public record Value(String name, int[] shape) {

    /** All axes multiplied. */
    public int elements() {
        int elements = 1;
        for (int dimension : shape) {
            elements *= dimension;
        }
        return elements;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Value that && name.equals(that.name) && Arrays.equals(shape, that.shape);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + Arrays.hashCode(shape);
    }

    @Override
    public String toString() {
        return name + Arrays.toString(shape);
    }
}
