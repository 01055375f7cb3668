package io.parm.job.sql;

import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * {@code SCORE(output)}: the largest element. {@code SCORE(output, class)}: the element of a class, NULL if there is no such class.
 */
public final class Score extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    public Float eval(@DataTypeHint(value = Floats.TENSOR, bridgedTo = RowData.class) RowData tensor) {
        return top(Floats.of(tensor));
    }

    public Float eval(@DataTypeHint(value = Floats.ARRAY, bridgedTo = ArrayData.class) ArrayData values) {
        return top(Floats.of(values));
    }

    public Float eval(
            @DataTypeHint(value = Floats.TENSOR, bridgedTo = RowData.class) RowData tensor, Integer classIndex) {
        return at(Floats.of(tensor), classIndex);
    }

    public Float eval(
            @DataTypeHint(value = Floats.ARRAY, bridgedTo = ArrayData.class) ArrayData values, Integer classIndex) {
        return at(Floats.of(values), classIndex);
    }

    private static Float top(float[] values) {
        return values == null ? null : at(values, Floats.indexOfMax(values));
    }

    private static Float at(float[] values, Integer index) {
        boolean exists = values != null && index != null && index >= 0 && index < values.length;
        return exists ? (Float) values[index] : null;
    }
}
