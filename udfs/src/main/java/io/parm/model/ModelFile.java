package io.parm.model;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A TorchScript file with the shapes that the service expects of it. Owns its array: nobody writes to it.
 *
 * @param path absolute path of the file
 * @param inputShape shape of one input, without batch axis
 * @param outputSize floats of one output, all axes but the batch axis multiplied
 */
public record ModelFile(String path, int[] inputShape, int outputSize) implements Serializable {

    /** Floats of one input. */
    public int inputSize() {
        int size = 1;
        for (int axis : inputShape) {
            size *= axis;
        }
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelFile that
                && path.equals(that.path)
                && Arrays.equals(inputShape, that.inputShape)
                && outputSize == that.outputSize;
    }

    @Override
    public int hashCode() {
        return path.hashCode() * 31 + Arrays.hashCode(inputShape);
    }

    @Override
    public String toString() {
        return path + Arrays.toString(inputShape) + "→" + outputSize;
    }
}
