package io.parm.training.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedTimesTest {

    private static final int TURNS = 101;
    private static final double NANOS = 1e6;
    private static final double OTHER_NANOS = 8e5;

    @Test
    void ratioIsThatOfTheTwoThoughTheMachineGetsThreeTimesSlowerMeanwhile() {
        double[] nanos = new double[TURNS];
        double[] otherNanos = new double[TURNS];
        for (int turn = 0; turn < TURNS; turn++) {
            double slowdown = 1 + 2.0 * turn / (TURNS - 1);
            nanos[turn] = slowdown * NANOS;
            otherNanos[turn] = slowdown * OTHER_NANOS;
        }
        assertThat(PairedTimes.of(nanos, otherNanos).ratio()).isCloseTo(1.25, within(1e-9));
    }

    @Test
    void timesAreThoseOfTheTwoThoughTwoTurnsOfThreeAreDisturbed() {
        Random random = new Random(7);
        for (int trial = 0; trial < 100; trial++) {
            double[] nanos = new double[TURNS];
            double[] otherNanos = new double[TURNS];
            for (int turn = 0; turn < TURNS; turn++) {
                boolean disturbed = turn % 3 < 2;
                nanos[turn] = NANOS * (disturbed ? 1 + 20 * random.nextDouble() : 1);
                otherNanos[turn] = OTHER_NANOS * (disturbed ? 1 + random.nextDouble() : 1);
            }
            PairedTimes times = PairedTimes.of(nanos, otherNanos);
            assertThat(times.ratio()).isCloseTo(1.25, within(1e-9));
            assertThat(times.ms()).isCloseTo(1, within(1e-9));
            assertThat(times.otherMs()).isCloseTo(0.8, within(1e-9));
        }
    }
}
