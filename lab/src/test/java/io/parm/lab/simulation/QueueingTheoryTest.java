package io.parm.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parm.lab.emulation.ServiceLaw;
import org.junit.jupiter.api.Test;

/**
 * Against the formulas of queueing theory. Waiting times follow each other closely, so the tolerance counts only one query in a busy
 * period or so as independent: four times the relative deviation of that many.
 */
class QueueingTheoryTest {

    private static final long COUNT = 2_000_000;
    private static final double MEAN_MS = 10;

    @Test
    void oneExponentialInstanceHasExponentialSojournTimes() {
        double load = 0.6;
        SimulationResult result = run(load, 1, new ExponentialLaw(MEAN_MS));
        double sojournMs = MEAN_MS / (1 - load);

        assertThat(result.meanMs()).isCloseTo(sojournMs, within(0.015 * sojournMs));
        for (double quantile : new double[] {0.5, 0.9, 0.99}) {
            double expectedMs = -sojournMs * Math.log(1 - quantile);
            assertThat(result.quantileMs(quantile)).isCloseTo(expectedMs, within(0.025 * expectedMs));
        }
        assertThat(result.deployed().utilisation()).isCloseTo(load, within(0.005));
    }

    @Test
    void severalExponentialInstancesWaitAsErlangSays() {
        for (int instances : new int[] {2, 5, 20}) {
            double load = 0.8;
            SimulationResult result = run(load, instances, new ExponentialLaw(MEAN_MS));
            double waitMs = erlangC(instances, load) * MEAN_MS / instances / (1 - load);
            assertThat(result.meanMs() - MEAN_MS)
                    .as("%d instances", instances)
                    .isCloseTo(waitMs, within(0.04 * waitMs + 4 * MEAN_MS / Math.sqrt(COUNT)));
        }
    }

    @Test
    void sojournTimesOfSeveralExponentialInstancesAreDistributedAsErlangSays() {
        double load = 0.7;
        int instances = 5;
        SimulationResult result = run(load, instances, new ExponentialLaw(MEAN_MS));
        double slack = instances * (1 - load);
        double c = erlangC(instances, load);

        for (double tMs : new double[] {5, 10, 20, 40}) {
            // Who waits does so exponentially, at the rate of the slack; the inference comes on top.
            double served = Math.exp(-tMs / MEAN_MS);
            double waitedAndServed = (slack * served - Math.exp(-slack * tMs / MEAN_MS)) / (slack - 1);
            double expected = (1 - c) * served + c * waitedAndServed;
            assertThat(shareAbove(result, tMs)).as("%s ms", tMs).isCloseTo(expected, within(0.02 * expected));
        }
    }

    @Test
    void oneFixedInstanceWaitsHalfAsLongAsAnExponentialOne() {
        double load = 0.7;
        SimulationResult result = run(load, 1, new FixedLaw(MEAN_MS));
        double waitMs = load * MEAN_MS / 2 / (1 - load);
        assertThat(result.meanMs() - MEAN_MS).isCloseTo(waitMs, within(0.02 * waitMs));
    }

    private static SimulationResult run(double load, int instances, ServiceLaw law) {
        Arrivals arrivals = Arrivals.poisson(load * instances * 1000 / MEAN_MS, COUNT);
        return Simulator.run(Scenario.of(arrivals, Cluster.of(instances, 0, law), Policy.none()));
    }

    private static double shareAbove(SimulationResult result, double ms) {
        return (double) result.latencies().getCountBetweenValues((long) (ms * 1e6), Long.MAX_VALUE / 2) / COUNT;
    }

    /** The probability that a query waits. */
    private static double erlangC(int instances, double load) {
        double blocking = 1;
        for (int i = 1; i <= instances; i++) {
            blocking = load * instances * blocking / (i + load * instances * blocking);
        }
        return blocking / (1 - load * (1 - blocking));
    }
}
