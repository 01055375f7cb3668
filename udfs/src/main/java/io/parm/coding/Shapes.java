package io.parm.coding;

import java.util.Arrays;

/** Arithmetic on tensor shapes and the argument checks that all encoders share. */
final class Shapes {

    private Shapes() {}

    static int elements(int[] shape) {
        int elements = 1;
        for (int dimension : shape) {
            if (dimension < 1) {
                throw new IllegalArgumentException(
                        "every dimension must be at least 1 but the shape was " + Arrays.toString(shape));
            }
            elements = Math.multiplyExact(elements, dimension);
        }
        return elements;
    }

    static int[] image(int[] shape, String encoder) {
        if (shape.length != 3) {
            throw new IllegalArgumentException(encoder
                    + " needs inputs of shape [channels, height, width] but the shape was " + Arrays.toString(shape));
        }
        elements(shape);
        return shape.clone();
    }

    static void checkInputs(float[][] inputs, int k, int elements) {
        if (inputs.length != k) {
            throw new IllegalArgumentException("a group has " + k + " slots but " + inputs.length + " were given");
        }
        boolean empty = true;
        for (int slot = 0; slot < k; slot++) {
            if (inputs[slot] == null) {
                continue;
            }
            empty = false;
            if (inputs[slot].length != elements) {
                throw new IllegalArgumentException(
                        "slot " + slot + " must have " + elements + " elements but has " + inputs[slot].length);
            }
        }
        if (empty) {
            throw new IllegalArgumentException("a group must have at least one input");
        }
    }
}
