package io.parm.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WidthSearchTest {

    @Test
    void theWidestWithinTheCostIsFound() throws IOException {
        int tried = 0;
        for (int bound : WidthSearch.WIDTHS) {
            assertThat(WidthSearch.widest(bound, width -> width)).isEqualTo(bound);
            assertThat(WidthSearch.widest(bound + 0.5, width -> width)).isEqualTo(bound);
            tried++;
        }
        assertThat(tried).isEqualTo(22);
        assertThat(WidthSearch.widest(3.9, width -> width)).isZero();
    }

    @Test
    void costsThatAreMeasuredATwelfthTooHighOrTooLowMoveTheWidthByOneStepAtMost() throws IOException {
        Random random = new Random(11);
        int moved = 0;
        for (int trial = 0; trial < 10_000; trial++) {
            double narrowest = 0.05 + random.nextDouble();
            int exact = step(WidthSearch.widest(1.1, width -> cost(width, narrowest)));
            int found = step(WidthSearch.widest(
                    1.1, width -> cost(width, narrowest) * (1 + (2 * random.nextDouble() - 1) / 12)));
            assertThat(Math.abs(found - exact)).isLessThanOrEqualTo(1);
            moved += found == exact ? 0 : 1;
        }
        assertThat(moved).as("trials in which the error mattered").isPositive();
    }

    /** Overhead, then the arithmetic of convolutions from that many channels to as many. */
    private static double cost(int width, double narrowest) {
        return narrowest * (0.5 + 0.5 * (width / 4.0) * (width / 4.0));
    }

    /** -1 if even the narrowest costs too much. */
    private static int step(int width) {
        return width == 0 ? -1 : Arrays.binarySearch(WidthSearch.WIDTHS, width);
    }
}
