package io.parm.job.sql;

import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.ScalarFunction;

/** {@code TENSOR_VALUES(tensor)}: its elements, row-major. */
public final class TensorValues extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    public @DataTypeHint("ARRAY<FLOAT NOT NULL>") float[] eval(
            @DataTypeHint(value = Floats.TENSOR, bridgedTo = RowData.class) RowData tensor) {
        return Floats.of(tensor);
    }
}
