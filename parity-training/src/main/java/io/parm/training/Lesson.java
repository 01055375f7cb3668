package io.parm.training;

import io.parm.coding.ErasureCode;
import io.parm.coding.ParityOutput;
import io.parm.training.data.Task;
import io.parm.training.engine.Loss;
import java.util.List;

/** What a parity model is taught about one group: rows to compare its output with. Stateless, thread-safe. */
interface Lesson {

    /**
     * One row to compare: {@code weight · loss(scale · output + offset, target)}. Never compared itself.
     *
     * @param target what the loss compares with, {@code [c]}
     * @param weight 0 for an empty slot, else 1
     * @param scale of the parity output
     * @param offset added to the scaled output, {@code [c]}; {@code null} for a row of the parity output itself
     */
    record Row(float[] target, float weight, float scale, float[] offset) {

        /** A row of the parity output itself. */
        static Row plain(float[] target, float weight) {
            return new Row(target, weight, 1, null);
        }
    }

    /** The code whose groups these are. */
    ErasureCode code();

    /** Which parity model of the code is taught. */
    int parity();

    Loss loss();

    /**
     * The rows of a group, the same number for every group.
     *
     * @param outputs the deployed model's outputs by slot, each {@code [c]}; {@code null} where the slot is empty
     * @param truths what is true of the queries by slot: {@code {class}}, or empty where nothing is known
     */
    List<Row> rows(float[][] outputs, float[][] truths);

    /**
     * The lesson for one parity model of a code.
     *
     * @param output what the deployed model's outputs are
     */
    static Lesson of(
            ErasureCode code, ParityOutput.Kind kind, int parity, TrainingSettings settings, Task.Output output) {
        return switch (settings.parityLoss()) {
            case SQUARED_ERROR -> new TargetLesson(code, kind, parity);
            case DISTILLATION -> {
                AnswerTarget answer = AnswerTarget.of(output, (float) settings.labelShare());
                yield switch (kind) {
                    case PER_SLOT -> new SlotLesson(code, parity, answer);
                    case SUM -> new DecodedSumLesson(code, parity, answer);
                };
            }
        };
    }
}
