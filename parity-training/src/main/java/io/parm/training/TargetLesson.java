package io.parm.training;

import io.parm.coding.ErasureCode;
import io.parm.coding.ParityOutput;
import io.parm.training.engine.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The code's own target by its squared error: one row for a sum, one per slot otherwise. */
record TargetLesson(ErasureCode code, ParityOutput.Kind kind, int parity) implements Lesson {

    @Override
    public Loss loss() {
        return Loss.SQUARED_ERROR;
    }

    @Override
    public List<Row> rows(float[][] outputs, float[][] truths) {
        float[] target = code.parityOutput().target(outputs, parity);
        if (kind == ParityOutput.Kind.SUM) {
            return List.of(Row.plain(target, 1));
        }
        int outputSize = target.length / code.k();
        List<Row> rows = new ArrayList<>();
        for (int slot = 0; slot < code.k(); slot++) {
            float[] row = Arrays.copyOfRange(target, slot * outputSize, (slot + 1) * outputSize);
            rows.add(Row.plain(row, outputs[slot] == null ? 0 : 1));
        }
        return rows;
    }
}
