package io.parm.training;

import io.parm.coding.ErasureCode;
import io.parm.training.engine.Loss;
import java.util.ArrayList;
import java.util.List;

/** Each slot's row against what is taught of the query in that slot. */
record SlotLesson(ErasureCode code, int parity, AnswerTarget answer) implements Lesson {

    @Override
    public Loss loss() {
        return answer.loss();
    }

    @Override
    public List<Row> rows(float[][] outputs, float[][] truths) {
        List<Row> rows = new ArrayList<>();
        for (int slot = 0; slot < outputs.length; slot++) {
            boolean empty = outputs[slot] == null;
            float[] target = empty ? new float[outputs[0].length] : answer.of(outputs[slot], truths[slot]);
            rows.add(Row.plain(target, empty ? 0 : 1));
        }
        return rows;
    }
}
