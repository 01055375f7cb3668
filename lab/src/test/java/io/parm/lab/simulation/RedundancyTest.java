package io.parm.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parm.coding.ParityOutput.Kind;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Latencies of redundant inferences where nobody waits for an instance: functions of independent exponential times. Tolerances are four
 * standard deviations of a share of so many groups, as queries of a group are not independent.
 */
class RedundancyTest {

    private static final int GROUPS = 100_000;
    private static final double MEAN_MS = 10;

    /** No inference lasts that long. */
    private static final long APART_NANOS = 1_000_000_000L;

    @Test
    void theFasterOfTwoReplicasAnswers() {
        check(Policy.replicate(), tMs -> survival(tMs) * survival(tMs));
    }

    @Test
    void aHedgeIsAReplicaThatComesLater() {
        double delayMs = 7;
        SimulationResult result =
                check(Policy.hedge(delayMs), tMs -> survival(tMs) * survival(Math.max(0, tMs - delayMs)));
        assertThat((double) result.parity().inferences() / GROUPS).isCloseTo(survival(delayMs), within(0.007));
    }

    @Test
    void aCheapBackupIsAFasterReplica() {
        check(Policy.backup(0.25), tMs -> survival(tMs) * survival(4 * tMs));
    }

    @Test
    void aSumNeedsAllOtherOutputsAndTheParityOutput() {
        for (int k = 2; k <= 4; k++) {
            int outputs = k;
            check(Policy.parity(k, Kind.SUM), tMs -> survival(tMs) * (1 - Math.pow(1 - survival(tMs), outputs)));
        }
    }

    @Test
    void aRowOfItsOwnNeedsTheParityOutputOnly() {
        for (int k = 1; k <= 4; k++) {
            check(Policy.parity(k, Kind.PER_SLOT), tMs -> survival(tMs) * survival(tMs));
        }
    }

    @Test
    void withSeveralParityQueriesAnyKOutputsWillDo() {
        Policy policy = new Policy(new Policy.Code(3, 2, Kind.SUM), Policy.Timing.EAGER, 1);
        check(policy, tMs -> survival(tMs) * atMost(2, 4, 1 - survival(tMs)));
    }

    @Test
    void theFirstOfAGroupWaitsUntilItIsFull() {
        int k = 4;
        double ratePerSecond = 100;
        double parityMs = 5;
        Cluster cluster = Cluster.of(1, 1000, new FixedLaw(parityMs));
        Scenario scenario = Scenario.of(
                        Arrivals.poisson(ratePerSecond, (long) k * GROUPS), cluster, Policy.parity(k, Kind.PER_SLOT))
                .with(new Disturbance(Disturbance.Slowdown.NONE, 1, 0));
        SimulationResult result = Simulator.run(scenario);

        double gapMs = 1000 / ratePerSecond;
        // Slots wait for 3, 2, 1 and 0 more queries; the first one's wait has the largest deviation.
        assertThat(result.meanMs()).isCloseTo(parityMs + 1.5 * gapMs, within(4 * 2 * gapMs / Math.sqrt(GROUPS)));
        assertThat(shareAbove(result, parityMs + 50)).isCloseTo(fillBeyond(50 / gapMs), within(0.001));
        assertThat(result.answers().reconstructed()).isEqualTo((long) k * GROUPS);
    }

    /** The mean over four slots of the probability that 3, 2, 1, 0 gaps exceed x mean gaps. */
    private static double fillBeyond(double x) {
        double one = Math.exp(-x);
        double two = one * (1 + x);
        double three = two + one * x * x / 2;
        return (one + two + three) / 4;
    }

    /** The queries of a group come at the same time, the groups far apart. */
    private static SimulationResult check(Policy policy, DoubleUnaryOperator expected) {
        int k = policy.code().k();
        long[] offsets = new long[k * GROUPS];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = i / k * APART_NANOS;
        }
        Cluster cluster = Cluster.of(k, 1, new ExponentialLaw(MEAN_MS));
        SimulationResult result = Simulator.run(Scenario.of(Arrivals.at(offsets), cluster, policy));
        for (double tMs : new double[] {1, 3, 10, 20, 30}) {
            double share = expected.applyAsDouble(tMs);
            assertThat(shareAbove(result, tMs))
                    .as("k = %d, beyond %s ms", k, tMs)
                    .isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / GROUPS)));
        }
        assertThat(result.answers().count()).isEqualTo(offsets.length);
        return result;
    }

    private static double survival(double tMs) {
        return Math.exp(-tMs / MEAN_MS);
    }

    /** The probability of at most so many successes of so many. */
    private static double atMost(int successes, int of, double probability) {
        double sum = 0;
        double ways = 1;
        for (int i = 0; i <= successes; i++) {
            sum += ways * Math.pow(probability, i) * Math.pow(1 - probability, of - i);
            ways = ways * (of - i) / (i + 1);
        }
        return sum;
    }

    private static double shareAbove(SimulationResult result, double ms) {
        return (double) result.latencies().getCountBetweenValues((long) (ms * 1e6), Long.MAX_VALUE / 2)
                / result.answers().count();
    }
}
