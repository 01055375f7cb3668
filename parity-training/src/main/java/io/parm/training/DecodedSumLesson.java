package io.parm.training;

import io.parm.coding.ErasureCode;
import io.parm.training.engine.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Each slot in turn is taken as missing, and what the sum decodes to is compared with what is taught of that query.
 *
 * <p>Decoding one missing output is {@code scale · parity output + offset}; both are read off the code's own decoder, by giving it
 * zeros and ones.
 */
record DecodedSumLesson(ErasureCode code, int parity, AnswerTarget answer) implements Lesson {

    @Override
    public Loss loss() {
        return answer.loss();
    }

    @Override
    public List<Row> rows(float[][] outputs, float[][] truths) {
        int members =
                (int) Arrays.stream(outputs).filter(output -> output != null).count();
        int outputSize = outputs[0].length;
        List<Row> rows = new ArrayList<>();
        for (int slot = 0; slot < outputs.length; slot++) {
            if (slot >= members) {
                rows.add(new Row(new float[outputSize], 0, 1, new float[outputSize]));
                continue;
            }
            float[] offset = decoded(slot, members, outputs, 0);
            float scale = decoded(slot, members, outputs, 1)[0] - offset[0];
            rows.add(new Row(answer.of(outputs[slot], truths[slot]), 1, scale, offset));
        }
        return rows;
    }

    private float[] decoded(int missing, int members, float[][] outputs, float parityValue) {
        float[][] present = outputs.clone();
        present[missing] = null;
        float[][] parityOutputs = new float[code.r()][];
        parityOutputs[parity] = new float[outputs[0].length];
        Arrays.fill(parityOutputs[parity], parityValue);
        return code.parityOutput().decode(missing, members, present, parityOutputs);
    }
}
