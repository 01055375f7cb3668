package io.parm.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LocalisationTest {

    private static final Task TASK = new Localisation().read(TaskFiles.in(Path.of("data", "fashion-mnist")));

    /** Fragments are at half brightness, so what is brighter is of the item. */
    private static final float BRIGHTEST_FRAGMENT = TASK.input().normalisation().apply(0, 127 / 255f);

    @Test
    void everythingBrightIsInTheBoxMirroredOrNot() {
        int bright = 0;
        for (int i = 0; i < TASK.test().size(); i++) {
            View view = new View(0, 0, i % 2 == 1);
            float[] canvas = TASK.test().input(i, view);
            float[] box = TASK.metric().truthSeen(TASK.test().truth(i), view);
            for (int pixel = 0; pixel < canvas.length; pixel++) {
                if (canvas[pixel] > BRIGHTEST_FRAGMENT) {
                    assertThat(Math.abs((pixel % 64 + 0.5) / 64 - box[0])).isLessThan(box[2] / 2);
                    assertThat(Math.abs((pixel / 64 + 0.5) / 64 - box[1])).isLessThan(box[3] / 2);
                    bright++;
                }
            }
        }
        assertThat(bright).isGreaterThan(100_000);
    }

    @Test
    void boxesAreInTheCanvasAndTheirLongerSideIs20To40Pixels() {
        for (int i = 0; i < TASK.train().size(); i++) {
            float[] box = TASK.train().truth(i);
            assertThat(Math.round(64 * Math.max(box[2], box[3]))).isBetween(20, 40);
            for (int axis = 0; axis < 2; axis++) {
                assertThat(box[axis] - box[axis + 2] / 2).isGreaterThanOrEqualTo(-1e-6f);
                assertThat(box[axis] + box[axis + 2] / 2).isLessThanOrEqualTo(1 + 1e-6f);
            }
        }
    }

    @Test
    void sceneIsTheSameWheneverAndThroughWhicheverRangeItIsSeen() {
        Samples range = TASK.train().range(100, 200).range(5, 50);
        assertThat(range.size()).isEqualTo(45);
        for (int i = 0; i < range.size(); i++) {
            assertThat(range.input(i)).isEqualTo(TASK.train().input(105 + i));
            assertThat(range.truth(i)).isEqualTo(TASK.train().truth(105 + i));
        }
        assertThat(TASK.train().input(0)).isNotEqualTo(TASK.train().input(1));
    }

    @Test
    void inputsHaveMeanZeroAndDeviationOne() {
        Moments moments = Moments.of(TASK.train().range(1000, 2000));
        assertThat(moments.mean()).isCloseTo(0, within(0.03));
        assertThat(moments.deviation()).isCloseTo(1, within(0.03));
    }

    @Test
    void answersAreBoxes() {
        assertThat(TASK.output().kind()).isEqualTo(Task.Kind.REGRESSION);
        assertThat(TASK.output().size()).isEqualTo(4);
        assertThat(TASK.metric().name()).isEqualTo("iou");
        assertThat(TASK.input().augmentation()).isEqualTo(Augmentation.MIRRORED);
    }
}
