package io.parm.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parm.lab.simulation.Calibration.Percentiles;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PaperClusterTest {

    /** What the law cannot meet of the four figures at once, and what two million queries do not tell of the last. */
    private static final Percentage AS_FAR_AS_IT_FITS = Percentage.withPercentage(2.5);

    @Test
    void theModelHasTheLatenciesItWasFoundFrom() {
        Scenario scenario = Scenario.of(
                        Arrivals.poisson(PaperCluster.RATE_PER_SECOND, 2_000_000),
                        Cluster.of(PaperCluster.EQUAL_RESOURCES, 0, PaperCluster.MODEL),
                        Policy.none())
                .withOverheadMs(PaperCluster.OVERHEAD_MS);
        Percentiles reached = Percentiles.of(Simulator.run(scenario));
        Percentiles target = PaperCluster.EQUAL_RESOURCES_LATENCY;

        assertThat(reached.p50Ms()).isCloseTo(target.p50Ms(), within(0.1));
        assertThat(reached.p99Ms()).isCloseTo(target.p99Ms(), AS_FAR_AS_IT_FITS);
        assertThat(reached.p995Ms()).isCloseTo(target.p995Ms(), AS_FAR_AS_IT_FITS);
        assertThat(reached.p999Ms()).isCloseTo(target.p999Ms(), AS_FAR_AS_IT_FITS);
    }

    @Test
    void aLargerClusterHasMoreTransfers() {
        assertThat(PaperCluster.modelOf(18)).isEqualTo(PaperCluster.MODEL);
        assertThat(PaperCluster.modelOf(9000).transfers()).isEqualTo(2000);
    }
}
