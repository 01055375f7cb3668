package io.parm.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetricTest {

    private static final float[] OUTPUT = {1, 5, 3, 5, -2};

    @Test
    void accuracyIsWhetherTheFirstLargestFloatIsTheClass() {
        assertThat(scores(TopAccuracy.FIRST)).containsExactly(0, 1, 0, 0, 0);
        assertThat(TopAccuracy.FIRST.asTruth(OUTPUT)).containsExactly(1);
    }

    @Test
    void topAccuracyIsWhetherTheClassIsAmongTheLargest() {
        assertThat(scores(new TopAccuracy(2))).containsExactly(0, 1, 0, 1, 0);
        assertThat(scores(new TopAccuracy(3))).containsExactly(0, 1, 1, 1, 0);
        assertThat(scores(new TopAccuracy(5))).containsExactly(1, 1, 1, 1, 1);
        assertThat(new TopAccuracy(5).name()).isEqualTo("top-5-accuracy");
    }

    @Test
    void overlapOfBoxesIsTheSharedPartOfWhatTheyCover() {
        Metric overlap = new BoxOverlap();
        float[] box = {0.5f, 0.5f, 0.4f, 0.2f};
        assertThat(overlap.score(box, box)).isCloseTo(1, within(1e-6));
        assertThat(overlap.score(new float[] {0.7f, 0.5f, 0.4f, 0.2f}, box)).isCloseTo(1 / 3.0, within(1e-6));
        assertThat(overlap.score(new float[] {0.5f, 0.5f, 0.2f, 0.1f}, box)).isCloseTo(0.25, within(1e-6));
        assertThat(overlap.score(new float[] {0.9f, 0.5f, 0.2f, 0.2f}, box)).isZero();
    }

    @Test
    void whatIsNoBoxOverlapsNothing() {
        Metric overlap = new BoxOverlap();
        float[] box = {0.5f, 0.5f, 0.4f, 0.2f};
        assertThat(overlap.score(new float[] {0.5f, 0.5f, -0.4f, -0.2f}, box)).isZero();
        assertThat(overlap.score(new float[] {0.5f, 0.5f, 0, 0.2f}, box)).isZero();
        assertThat(overlap.score(new float[] {Float.NaN, 0.5f, 0.4f, 0.2f}, box))
                .isZero();
    }

    private static int[] scores(Metric metric) {
        int[] scores = new int[OUTPUT.length];
        for (int truth = 0; truth < scores.length; truth++) {
            scores[truth] = (int) metric.score(OUTPUT, new float[] {truth});
        }
        return scores;
    }
}
