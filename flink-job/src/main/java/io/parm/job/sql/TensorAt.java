package io.parm.job.sql;

import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.ScalarFunction;

/** {@code TENSOR_AT(tensor, i, j, …)}: one element, with an index from 0 for each axis; NULL if it lies outside. */
public final class TensorAt extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    /** @throws IllegalArgumentException if there is not one index per axis */
    public Float eval(
            @DataTypeHint(value = Floats.TENSOR, bridgedTo = RowData.class) RowData tensor, Integer... indices) {
        float[] values = Floats.of(tensor);
        if (values == null) {
            return null;
        }
        long[] shape = Floats.shape(tensor);
        if (indices.length != shape.length) {
            throw new IllegalArgumentException(
                    "TENSOR_AT needs " + shape.length + " indices for this tensor but has " + indices.length);
        }
        int offset = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            Integer index = indices[axis];
            if (index == null || index < 0 || index >= shape[axis]) {
                return null;
            }
            offset = Math.toIntExact(offset * shape[axis] + index);
        }
        return values[offset];
    }
}
