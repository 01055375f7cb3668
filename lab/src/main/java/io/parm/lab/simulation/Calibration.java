package io.parm.lab.simulation;

import io.parm.lab.emulation.ServiceModel;
import java.util.List;

/**
 * Finds the service model under which a cluster without redundancy has given percentiles, by simulation.
 *
 * <p>What it is told is one row: every other row of the same cluster is then a prediction. Every try has the same arrivals and the same
 * seeds, so that two of them differ by their models and little else. Immutable.
 */
public final class Calibration {

    private static final long SEED = 7;

    /** Roughly first, again with a fresh simplex, then as closely as a million queries tell. */
    private static final List<Search> SEARCHES =
            List.of(new Search(100_000, 100, 0.4), new Search(100_000, 60, -0.3), new Search(1_000_000, 40, 0.05));

    /** Of the base a fraction of that is a step: the median fixes it. */
    private static final double BASE_STEP = 0.1;

    /** The median is the one figure that a single parameter decides, and that everything else is compared with. */
    private static final double MEDIAN_WEIGHT = 10;

    private final Cluster cluster;
    private final double ratePerSecond;
    private final double overheadMs;

    /** Percentiles of the latency, milliseconds, ascending and above 0. */
    public record Percentiles(double p50Ms, double p99Ms, double p995Ms, double p999Ms) {

        static Percentiles of(SimulationResult result) {
            return new Percentiles(result.p50Ms(), result.p99Ms(), result.p995Ms(), result.p999Ms());
        }

        /** The sum of the squared relative differences, the median's with its weight; not symmetric. */
        double distanceFrom(Percentiles target) {
            return MEDIAN_WEIGHT * squared(p50Ms / target.p50Ms - 1)
                    + squared(p99Ms / target.p99Ms - 1)
                    + squared(p995Ms / target.p995Ms - 1)
                    + squared(p999Ms / target.p999Ms - 1);
        }

        private static double squared(double value) {
            return value * value;
        }
    }

    /**
     * One search for the nearest model, from where the one before it ended.
     *
     * @param queries simulated for a try
     * @param firstStep by which the first tries leave the start, in logarithms
     */
    record Search(long queries, int tries, double firstStep) {}

    /**
     * What was found.
     *
     * @param reached the percentiles that the model has in the simulation
     */
    public record Fit(ServiceModel model, Percentiles reached) {}

    /**
     * @param instances of the deployed model, with nothing else in the cluster
     * @param ratePerSecond of Poisson arrivals
     * @param overheadMs what every answer takes beside waiting and inference
     * @param start where the search begins; its transfers, and how long they are, are not searched but believed
     */
    public static Fit fit(
            int instances, double ratePerSecond, double overheadMs, ServiceModel start, Percentiles target) {
        Calibration calibration = new Calibration(Cluster.of(instances, 0, start), ratePerSecond, overheadMs);
        return calibration.fit(start, target, SEARCHES);
    }

    Calibration(Cluster cluster, double ratePerSecond, double overheadMs) {
        this.cluster = cluster;
        this.ratePerSecond = ratePerSecond;
        this.overheadMs = overheadMs;
    }

    Fit fit(ServiceModel start, Percentiles target, List<Search> searches) {
        ServiceModel model = start;
        for (Search search : searches) {
            ServiceModel from = model;
            double step = search.firstStep();
            double[] steps = {BASE_STEP * step, step, step, step};
            double[] found = NelderMead.minimum(
                    point -> run(at(point, from), search.queries()).distanceFrom(target),
                    logs(from),
                    steps,
                    search.tries());
            model = at(found, from);
        }
        return new Fit(model, run(model, searches.get(searches.size() - 1).queries()));
    }

    Percentiles run(ServiceModel model, long queries) {
        Cluster modelled = new Cluster(cluster.deployed(), 0, model, cluster.batching());
        Scenario scenario = Scenario.of(Arrivals.poisson(ratePerSecond, queries), modelled, Policy.none())
                .withOverheadMs(overheadMs)
                .withSeed(SEED);
        return Percentiles.of(Simulator.run(scenario));
    }

    /** The search is in logarithms, so that nothing becomes negative. */
    private static double[] logs(ServiceModel model) {
        return new double[] {
            Math.log(model.baseMs()),
            Math.log(model.jitterSigma()),
            Math.log(model.transferShare()),
            Math.log(model.transferDelayMs())
        };
    }

    private static ServiceModel at(double[] logs, ServiceModel like) {
        return new ServiceModel(
                Math.exp(logs[0]),
                Math.exp(logs[1]),
                Math.min(1, Math.exp(logs[2])),
                Math.exp(logs[3]),
                like.transfers(),
                like.transferMs());
    }
}
