package io.parm.training;

import io.parm.coding.ErasureCode;
import io.parm.training.engine.Loss;
import java.util.ArrayList;
import java.util.List;

/** Each slot's row against the probabilities of the query in that slot. */
record SlotLesson(ErasureCode code, int parity, Probabilities probabilities) implements Lesson {

    @Override
    public Loss loss() {
        return Loss.CROSS_ENTROPY;
    }

    @Override
    public List<Row> rows(float[][] outputs, float[][] truths) {
        List<Row> rows = new ArrayList<>();
        for (int slot = 0; slot < outputs.length; slot++) {
            boolean empty = outputs[slot] == null;
            float[] target = empty ? new float[outputs[0].length] : probabilities.of(outputs[slot], truths[slot]);
            rows.add(Row.plain(target, empty ? 0 : 1));
        }
        return rows;
    }
}
