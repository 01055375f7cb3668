package io.parm.job.sql;

import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.ScalarFunction;

/** {@code SOFTMAX(output)}: logits as probabilities, which add up to 1. */
public final class Softmax extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    public @DataTypeHint(Floats.ARRAY) Float[] eval(
            @DataTypeHint(value = Floats.TENSOR, bridgedTo = RowData.class) RowData tensor) {
        return softmax(Floats.of(tensor));
    }

    public @DataTypeHint(Floats.ARRAY) Float[] eval(
            @DataTypeHint(value = Floats.ARRAY, bridgedTo = ArrayData.class) ArrayData values) {
        return softmax(Floats.of(values));
    }

    /** The largest is subtracted first, so that no exponential overflows. */
    private static Float[] softmax(float[] values) {
        if (values == null) {
            return null;
        }
        int top = Floats.indexOfMax(values);
        float max = top < 0 ? Float.NaN : values[top];
        double sum = 0;
        for (float value : values) {
            sum += Math.exp(value - max);
        }
        Float[] probabilities = new Float[values.length];
        for (int i = 0; i < values.length; i++) {
            probabilities[i] = (float) (Math.exp(values[i] - max) / sum);
        }
        return probabilities;
    }
}
