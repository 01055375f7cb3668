package io.parm.schemas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Float tensors to and from {@link Tensor}. */
public final class Tensors {

    private Tensors() {}

    /**
     * @param values row-major elements
     * @param shape sizes of the axes, without batch axis; their product is {@code values.length}
     */
    public static Tensor ofFloats(float[] values, int... shape) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        List<Long> sizes = new ArrayList<>(shape.length);
        for (int size : shape) {
            sizes.add((long) size);
        }
        return new Tensor(DataType.FLOAT32, sizes, data.order(ByteOrder.BIG_ENDIAN));
    }

    /**
     * The elements of a {@code FLOAT32} tensor.
     *
     * @throws IllegalArgumentException if the element type is another one or the byte count is no multiple of four
     */
    public static float[] floats(Tensor tensor) {
        if (tensor.getDtype() != DataType.FLOAT32) {
            throw new IllegalArgumentException("dtype must be FLOAT32 but was " + tensor.getDtype());
        }
        ByteBuffer data = tensor.getData().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (data.remaining() % Float.BYTES != 0) {
            throw new IllegalArgumentException("byte count must be a multiple of 4 but was " + data.remaining());
        }
        float[] values = new float[data.remaining() / Float.BYTES];
        data.asFloatBuffer().get(values);
        return values;
    }
}
