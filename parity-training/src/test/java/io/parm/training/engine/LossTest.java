package io.parm.training.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parm.training.data.BoxOverlap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LossTest {

    @Test
    void ofBoxesIsOneLessTheGeneralisedOverlapAndTheDifferences() {
        Random random = new Random();
        for (int i = 0; i < 200; i++) {
            float[] output = box(random);
            float[] target = box(random);
            assertThat(boxLoss(output, target)).isCloseTo(reference(output, target), within(1e-4));
        }
    }

    @Test
    void ofEqualBoxesIsNone() {
        float[] box = box(new Random());
        assertThat(boxLoss(box, box)).isCloseTo(0, within(1e-4));
    }

    @Test
    void ofAnOutputThatIsNoBoxIsANumber() {
        assertThat(boxLoss(new float[] {0.5f, 0.5f, -1, -1}, new float[] {0.5f, 0.5f, 0.1f, 0.1f}))
                .isFinite();
        assertThat(boxLoss(new float[4], new float[4])).isFinite();
    }

    private static double boxLoss(float[] output, float[] target) {
        return Loss.BOX_OVERLAP.of(output, new Targets(1, target, new float[] {1}, null));
    }

    private static double reference(float[] output, float[] target) {
        double iou = new BoxOverlap().score(output, target);
        double areas = output[2] * output[3] + target[2] * target[3];
        double union = areas / (1 + iou);
        double hull = span(output, target, 0) * span(output, target, 1);
        double differences = 0;
        for (int i = 0; i < output.length; i++) {
            differences += Math.abs(output[i] - target[i]);
        }
        return 1 - (iou - (hull - union) / hull) + 2.5 * differences;
    }

    /** What two boxes reach over together. */
    private static double span(float[] a, float[] b, int axis) {
        double from = Math.min(a[axis] - a[axis + 2] / 2, b[axis] - b[axis + 2] / 2);
        double to = Math.max(a[axis] + a[axis + 2] / 2, b[axis] + b[axis + 2] / 2);
        return to - from;
    }

    private static float[] box(Random random) {
        return new float[] {
            random.nextFloat(), random.nextFloat(), 0.1f + random.nextFloat() / 2, 0.1f + random.nextFloat() / 2
        };
    }
}
