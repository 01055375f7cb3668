package io.parm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ErasureCode;
import io.parm.coding.ParityOutput;
import io.parm.training.data.Task;
import io.parm.training.engine.Loss;
import java.util.List;
import org.junit.jupiter.api.Test;

class LessonTest {

    private static final Task.Output CLASSES = Task.Output.classes(List.of("a", "b", "c"));
    private static final int[] SHAPE = {1, 4, 4};
    private static final float[][] LABELS = {{2}, {0}, {1}};
    private static final float[][] OUTPUTS = {{1, 2, 3}, {0, -1, 4}, {5, 5, -5}};
    private static final float[][] PARTIAL = {{1, 2, 3}, {0, -1, 4}, null};

    @Test
    void aParityOutputOnTargetDecodesToEverySlotsOutput() {
        for (int parity = 0; parity < 2; parity++) {
            for (float[][] outputs : new float[][][] {OUTPUTS, PARTIAL}) {
                ErasureCode code = code(ParityOutput.Kind.SUM, 2);
                float[] target = code.parityOutput().target(outputs, parity);
                List<Lesson.Row> rows = lesson(code, ParityOutput.Kind.SUM, parity, ParityLoss.DISTILLATION)
                        .rows(outputs, LABELS);
                assertThat(rows).hasSize(3);
                for (int slot = 0; slot < 3; slot++) {
                    assertThat(rows.get(slot).weight()).isEqualTo(outputs[slot] == null ? 0 : 1);
                    if (outputs[slot] != null) {
                        assertThat(decoded(rows.get(slot), target)).containsExactly(outputs[slot], within(1e-4f));
                    }
                }
            }
        }
    }

    @Test
    void distillationMixesProbabilitiesWithTheLabel() {
        float[] target = lesson(
                        code(ParityOutput.Kind.PER_SLOT, 1), ParityOutput.Kind.PER_SLOT, 0, ParityLoss.DISTILLATION)
                .rows(OUTPUTS, LABELS)
                .get(1)
                .target();
        double sum = 1 + Math.exp(-1) + Math.exp(4);
        assertThat(target[0]).isCloseTo((float) (0.8 / sum + 0.2), within(1e-5f));
        assertThat(target[2]).isCloseTo((float) (0.8 * Math.exp(4) / sum), within(1e-5f));
    }

    @Test
    void emptySlotsCountNothingInPerSlotLessons() {
        for (ParityLoss loss : ParityLoss.values()) {
            List<Lesson.Row> rows = lesson(code(ParityOutput.Kind.PER_SLOT, 1), ParityOutput.Kind.PER_SLOT, 0, loss)
                    .rows(PARTIAL, LABELS);
            assertThat(rows).extracting(Lesson.Row::weight).containsExactly(1f, 1f, 0f);
        }
    }

    @Test
    void squaredErrorTeachesTheCodesOwnTarget() {
        ErasureCode code = code(ParityOutput.Kind.SUM, 2);
        List<Lesson.Row> rows =
                lesson(code, ParityOutput.Kind.SUM, 1, ParityLoss.SQUARED_ERROR).rows(OUTPUTS, LABELS);
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).target()).containsExactly(1 + 0 + 3 * 5, 2 - 2 + 3 * 5, 3 + 2 * 4 - 3 * 5);
    }

    @Test
    void ofBoxesTheirOverlapIsTaughtBetweenTheModelsAndTheTrueOne() {
        ErasureCode code = code(ParityOutput.Kind.PER_SLOT, 1);
        TrainingSettings settings = TrainingSettings.defaults(1, 1, ParityLoss.DISTILLATION, 1, 1);
        float[][] boxes = {{0.5f, 0.5f, 0.2f, 0.4f}, {0.1f, 0.2f, 0.2f, 0.2f}, null};
        float[][] truths = {{0.6f, 0.5f, 0.1f, 0.4f}, {}, {}};
        Lesson lesson = Lesson.of(code, ParityOutput.Kind.PER_SLOT, 0, settings, Task.Output.BOX);
        List<Lesson.Row> rows = lesson.rows(boxes, truths);
        assertThat(lesson.loss()).isEqualTo(Loss.BOX_OVERLAP);
        assertThat(rows.get(0).target()).containsExactly(new float[] {0.52f, 0.5f, 0.18f, 0.4f}, within(1e-6f));
        assertThat(rows.get(1).target()).containsExactly(boxes[1]);
        assertThat(rows).extracting(Lesson.Row::weight).containsExactly(1f, 1f, 0f);
    }

    private static float[] decoded(Lesson.Row row, float[] parityOutput) {
        float[] decoded = row.offset().clone();
        for (int i = 0; i < decoded.length; i++) {
            decoded[i] += row.scale() * parityOutput[i];
        }
        return decoded;
    }

    private static ErasureCode code(ParityOutput.Kind kind, int r) {
        return ErasureCode.of(new CodeSpec(Encoder.Kind.CONCATENATION, kind, 3, r), SHAPE);
    }

    private static Lesson lesson(ErasureCode code, ParityOutput.Kind kind, int parity, ParityLoss loss) {
        return Lesson.of(code, kind, parity, TrainingSettings.defaults(1, 1, loss, 1, 1), CLASSES);
    }
}
