package io.parm.inference.protocol;

import java.util.Arrays;
import java.util.Objects;

/**
 * A tensor of floats as a message carried it. Owns its arrays: nobody writes to them.
 *
 * @param name the tensor's name
 * @param shape sizes of its axes, the first being the batch
 * @param elements flat, row-major; as many as the shape says
 */
public record Tensor(String name, long[] shape, float[] elements) {

    /** The one data type that services have. */
    public static final String FP32 = "FP32";

    /** @throws MalformedMessageException if the shape has another number of elements */
    public static Tensor of(String name, long[] shape, float[] elements) throws MalformedMessageException {
        if (elementsOf(name, shape) != elements.length) {
            throw new MalformedMessageException("tensor '" + name + "' of shape " + Arrays.toString(shape) + " has "
                    + elements.length + " elements");
        }
        return new Tensor(name, shape, elements);
    }

    /** @throws MalformedMessageException if it is another type than {@link #FP32} */
    static void checkDatatype(String name, String datatype) throws MalformedMessageException {
        if (!FP32.equals(datatype)) {
            throw new MalformedMessageException("tensor '" + name + "' has data type " + datatype + ", not " + FP32);
        }
    }

    private static long elementsOf(String name, long[] shape) throws MalformedMessageException {
        long elements = 1;
        for (long size : shape) {
            // Sizes of 0 make no batch; the bound keeps the product from wrapping round.
            if (size < 1 || size > Integer.MAX_VALUE || elements > Integer.MAX_VALUE) {
                throw new MalformedMessageException(
                        "tensor '" + name + "' has the impossible shape " + Arrays.toString(shape));
            }
            elements *= size;
        }
        return elements;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && name.equals(that.name)
                && Arrays.equals(shape, that.shape)
                && Arrays.equals(elements, that.elements);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, Arrays.hashCode(shape), Arrays.hashCode(elements));
    }

    @Override
    public String toString() {
        return name + Arrays.toString(shape);
    }
}
