package io.parm.job.sql;

import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.ScalarFunction;

/** {@code TOP_CLASS(output)}: index of the largest element, from 0, the first of equal ones; NULL without elements. */
public final class TopClass extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    public Integer eval(@DataTypeHint(value = Floats.TENSOR, bridgedTo = RowData.class) RowData tensor) {
        return top(Floats.of(tensor));
    }

    public Integer eval(@DataTypeHint(value = Floats.ARRAY, bridgedTo = ArrayData.class) ArrayData values) {
        return top(Floats.of(values));
    }

    private static Integer top(float[] values) {
        int top = values == null ? -1 : Floats.indexOfMax(values);
        return top < 0 ? null : top;
    }
}
