package io.parm.job.sql;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;

/** The numbers of a tensor or an array, as Flink's SQL runtime holds them. */
final class Floats {

    /** SQL type of a tensor, field by field that of {@code Tensor.avsc}. */
    static final String TENSOR = "ROW<dtype STRING, shape ARRAY<BIGINT>, data BYTES>";

    /** SQL type of its numbers alone. */
    static final String ARRAY = "ARRAY<FLOAT>";

    private static final int DTYPE = 0;
    private static final int SHAPE = 1;
    private static final int DATA = 2;

    private Floats() {}

    /**
     * A tensor's elements, row-major; {@code null} for no tensor.
     *
     * @throws IllegalArgumentException if they are no {@code FLOAT32}
     */
    static float[] of(RowData tensor) {
        if (tensor == null || tensor.isNullAt(DATA)) {
            return null;
        }
        String dtype = tensor.isNullAt(DTYPE) ? "NULL" : tensor.getString(DTYPE).toString();
        if (!dtype.equals("FLOAT32")) {
            throw new IllegalArgumentException("a tensor's dtype must be FLOAT32 but was " + dtype);
        }
        byte[] data = tensor.getBinary(DATA);
        float[] values = new float[data.length / Float.BYTES];
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    /** An array's elements, with NaN for NULL; {@code null} for no array. */
    static float[] of(ArrayData array) {
        if (array == null) {
            return null;
        }
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.isNullAt(i) ? Float.NaN : array.getFloat(i);
        }
        return values;
    }

    /** A tensor's shape. */
    static long[] shape(RowData tensor) {
        return tensor.getArray(SHAPE).toLongArray();
    }

    /** Index of the largest element, the first of equal ones; -1 if there is none. */
    static int indexOfMax(float[] values) {
        int best = -1;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isNaN(values[i]) && (best < 0 || values[i] > values[best])) {
                best = i;
            }
        }
        return best;
    }
}
