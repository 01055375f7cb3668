package io.parm.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.emulation.ServiceModel;
import io.parm.lab.simulation.Calibration.Percentiles;
import io.parm.lab.simulation.Calibration.Search;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {

    private static final int QUERIES = 40_000;

    /** Shorter than what found {@link PaperCluster#MODEL}, so that a test does not wait for it. */
    private static final List<Search> SEARCHES = List.of(new Search(QUERIES, 80, 0.4), new Search(QUERIES, 80, -0.3));

    /** The median counts ten times as much as the others. */
    private static final Percentage MEDIAN = Percentage.withPercentage(1);

    private static final Percentage TAIL = Percentage.withPercentage(5);

    @ParameterizedTest
    @CsvSource({"14, 0.05, 0.08, 12", "20, 0.05, 0.15, 6"})
    void aModelIsFoundThatHasTheLatenciesOfAnUnknownOne(double base, double sigma, double share, double delay) {
        ServiceModel unknown =
                new ServiceModel(base, sigma, share, delay, PaperCluster.TRANSFERS, PaperCluster.TRANSFER_MS);
        Percentiles target = calibration(unknown).run(unknown, QUERIES);
        Percentiles reached = calibration(PaperCluster.MODEL)
                .fit(PaperCluster.MODEL, target, SEARCHES)
                .reached();

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
