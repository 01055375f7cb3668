package io.parm.lab.simulation;

import io.parm.coding.ParityOutput;
import io.parm.lab.emulation.ServiceModel;
import java.util.ArrayList;
import java.util.List;

/** Clusters of many sizes, by simulation: the paper's code against the same instances without redundancy. */
public final class Sweep {

    /** Enough for a p99.9; in a large cluster more, so that transfers and slowdowns come and go often enough. */
    private static final long LEAST_QUERIES = 300_000;

    private static final long QUERIES_PER_INSTANCE = 800;

    /** A tenth of all instances is five times as slow, for a tenth of a second every second. */
    private static final Disturbance.Slowdown SLOWDOWN = new Disturbance.Slowdown(0.1, 5, 100, 900);

    private static final double MS_PER_SECOND = 1000;

    /** What is looked at: every combination in small clusters, some in large ones. */
    public static final List<Point> POINTS = points();

    /**
     * A cluster and its load.
     *
     * @param deployed instances of the deployed model, m
     * @param load share of their time that deployed instances work, and parity instances too
     * @param slows whether a share of all instances is slow now and then
     */
    public record Point(int deployed, int k, int r, double load, boolean slows) {

        /** Instances of each parity model: m / k. */
        int parity() {
            return (deployed + k - 1) / k;
        }

        /** Of the whole cluster. */
        public int instances() {
            return deployed + r * parity();
        }

        public String name() {
            return "m%d-k%d-r%d-load%.0f%s".formatted(deployed, k, r, 100 * load, slows ? "-slowdowns" : "");
        }
    }

    /** What a cluster's instances come to, all of them as deployed ones, and with some for parity queries. */
    public record Compared(SimulationResult equalResources, SimulationResult coded) {

        /** How many times as far the tail is from the middle without redundancy. */
        public double gapRatio() {
            return equalResources.gapMs() / coded.gapMs();
        }
    }

    private Sweep() {}

    /** @param times so many times the usual number of queries, 1 or more */
    public static Compared run(Point point, int times, long seed) {
        ServiceModel model = PaperCluster.modelOf(point.instances());
        Disturbance disturbance = new Disturbance(point.slows() ? SLOWDOWN : Disturbance.Slowdown.NONE, 0, 0);
        double meanMs = model.meanMs(point.instances()) * disturbance.slowdown().meanFactor();
        double ratePerSecond = point.load() * point.deployed() * MS_PER_SECOND / meanMs;
        long queries = times * Math.max(LEAST_QUERIES, QUERIES_PER_INSTANCE * point.deployed());
        Arrivals arrivals = Arrivals.poisson(ratePerSecond, queries);
        Policy.Code code = new Policy.Code(point.k(), point.r(), ParityOutput.Kind.SUM);
        Scenario coded = new Scenario(
                arrivals,
                Cluster.of(point.deployed(), point.parity(), model),
                new Policy(code, Policy.Timing.EAGER, 1),
                disturbance,
                PaperCluster.OVERHEAD_MS,
                seed);
        Scenario equal = new Scenario(
                arrivals,
                Cluster.of(point.instances(), 0, model),
                Policy.none(),
                disturbance,
                PaperCluster.OVERHEAD_MS,
                seed);
        return new Compared(Simulator.run(equal), Simulator.run(coded));
    }

    private static List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (boolean slows : new boolean[] {false, true}) {
            for (double load : new double[] {0.3, 0.6}) {
                add(points, load, slows);
            }
        }
        return List.copyOf(points);
    }

    private static void add(List<Point> points, double load, boolean slows) {
        for (int deployed : new int[] {12, 120}) {
            for (int k = 2; k <= 4; k++) {
                points.add(new Point(deployed, k, 1, load, slows));
                points.add(new Point(deployed, k, 2, load, slows));
            }
        }
        points.add(new Point(1200, 2, 1, load, slows));
        points.add(new Point(1200, 4, 1, load, slows));
        if (load > 0.5) {
            // Ten thousand instances.
            points.add(new Point(5000, 2, 2, load, slows));
        }
    }
}
