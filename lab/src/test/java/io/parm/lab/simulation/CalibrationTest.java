package io.parm.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.emulation.ServiceModel;
import io.parm.lab.simulation.Calibration.Percentiles;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    /** Shorter than what found {@link PaperCluster#MODEL}, so that a test does not wait for it. */
    private static final List<Calibration.Search> SHORT =
            List.of(new Calibration.Search(40_000, 80, 0.4), new Calibration.Search(40_000, 60, -0.3));

    /** The median counts ten times. */
    private static final Percentage MEDIAN = Percentage.withPercentage(1);

    private static final Percentage TAIL = Percentage.withPercentage(5);

    @Test
    void theLatenciesOfAnUnknownModelAreFoundAgainFromFarAway() {
        ServiceModel unknown = new ServiceModel(9, 0.08, 0.05, 20, PaperCluster.TRANSFERS, PaperCluster.TRANSFER_MS);
        Percentiles target = calibration(unknown).run(unknown, 40_000);
        Percentiles reached = calibration(PaperCluster.MODEL)
                .fit(PaperCluster.MODEL, target, SHORT)
                .reached();

        assertThat(target.p50Ms()).isLessThan(0.7 * PaperCluster.EQUAL_RESOURCES_LATENCY.p50Ms());
        assertThat(reached.p50Ms()).isCloseTo(target.p50Ms(), MEDIAN);
        assertThat(reached.p99Ms()).isCloseTo(target.p99Ms(), TAIL);
        assertThat(reached.p995Ms()).isCloseTo(target.p995Ms(), TAIL);
        assertThat(reached.p999Ms()).isCloseTo(target.p999Ms(), TAIL);
    }

    private static Calibration calibration(ServiceModel model) {
        Cluster cluster = Cluster.of(PaperCluster.EQUAL_RESOURCES, 0, model);
        return new Calibration(cluster, PaperCluster.RATE_PER_SECOND, PaperCluster.OVERHEAD_MS);
    }
}
