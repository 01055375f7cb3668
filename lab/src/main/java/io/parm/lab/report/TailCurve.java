package io.parm.lab.report;

import io.parm.lab.load.Latencies;
import java.util.ArrayList;
import java.util.List;

/**
 * The complementary distribution of latencies, thinned out evenly on a logarithmic scale.
 *
 * @param latenciesMs ascending
 * @param shares of the queries that took at least as long; descending from 1
 */
record TailCurve(List<Double> latenciesMs, List<Double> shares) {

    /** More points than pixels would only make a picture slow to draw. */
    private static final double POINTS_PER_DECADE = 400;

    /** @param smallestShare where the curve ends, if the queries reach so far */
    static TailCurve of(Latencies latencies, double smallestShare) {
        List<Double> latenciesMs = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        double next = 1;
        for (int rank = 0; rank < latencies.answered(); rank++) {
            double share = (double) (latencies.size() - rank) / latencies.size();
            if (share >= smallestShare && share <= next) {
                latenciesMs.add(latencies.rankedMs(rank));
                shares.add(share);
                next = share * Math.pow(10, -1 / POINTS_PER_DECADE);
            }
        }
        return new TailCurve(latenciesMs, shares);
    }
}
