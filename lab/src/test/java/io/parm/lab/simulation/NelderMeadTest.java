package io.parm.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NelderMeadTest {

    @Test
    void itFindsTheEndOfABentValley() {
        double[] found =
                NelderMead.minimum(NelderMeadTest::rosenbrock, new double[] {-1.2, 1}, new double[] {0.5, 0.5}, 400);
        assertThat(found[0]).isCloseTo(1, within(1e-3));
        assertThat(found[1]).isCloseTo(1, within(1e-3));
    }

    @Test
    void itNeverReturnsWorseThanItsStart() {
        double[] start = {3, 3};
        double[] found = NelderMead.minimum(NelderMeadTest::rosenbrock, start, new double[] {100, 100}, 4);
        assertThat(rosenbrock(found)).isLessThanOrEqualTo(rosenbrock(start));
    }

    private static double rosenbrock(double[] point) {
        double across = point[1] - point[0] * point[0];
        return 100 * across * across + (1 - point[0]) * (1 - point[0]);
    }
}
