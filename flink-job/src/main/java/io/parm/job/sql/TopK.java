package io.parm.job.sql;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.types.Row;

/**
 * {@code TOP_K(output, k)}: the k classes of the largest scores, in falling order, the first of equal ones first; all of them if there
 * are fewer.
 */
public final class TopK extends ScalarFunction {

    private static final long serialVersionUID = 1L;
    private static final String CLASSES = "ARRAY<ROW<class_index INT, score FLOAT>>";

    public @DataTypeHint(CLASSES) Row[] eval(
            @DataTypeHint(value = Floats.TENSOR, bridgedTo = RowData.class) RowData tensor, Integer k) {
        return top(Floats.of(tensor), k);
    }

    public @DataTypeHint(CLASSES) Row[] eval(
            @DataTypeHint(value = Floats.ARRAY, bridgedTo = ArrayData.class) ArrayData values, Integer k) {
        return top(Floats.of(values), k);
    }

    private static Row[] top(float[] values, Integer k) {
        if (values == null || k == null) {
            return null;
        }
        if (k < 1) {
            throw new IllegalArgumentException("TOP_K's k must be at least 1 but was " + k);
        }
        return IntStream.range(0, values.length)
                .filter(i -> !Float.isNaN(values[i]))
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -values[i]))
                .limit(k)
                .map(i -> Row.of(i, values[i]))
                .toArray(Row[]::new);
    }
}
