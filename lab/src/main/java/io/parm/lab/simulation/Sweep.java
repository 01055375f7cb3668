package io.parm.lab.simulation;

import io.parm.coding.ParityOutput;
import io.parm.inference.EjectionLimits;
import io.parm.lab.emulation.ServiceModel;
import io.parm.lab.simulation.Disturbance.Slowdown;
import java.util.ArrayList;
import java.util.List;

/** Clusters of many sizes, by simulation: the paper's code against the same instances without redundancy. */
public final class Sweep {

    /** Enough for a p99.9; in a large cluster more, so that transfers and slowdowns come and go often enough. */
    private static final long LEAST_QUERIES = 300_000;

    private static final long QUERIES_PER_INSTANCE = 800;

    /** Some dozen slowdowns. */
    private static final long LONG_QUERIES = 1_000_000;

    private static final double MS_PER_SECOND = 1000;

    /** What is looked at: every combination in small clusters, some in large ones. */
    public static final List<Point> POINTS = points();

    /** A tenth of all instances is slow now and then; whether it is left out meanwhile. */
    public enum Slowdowns {
        NONE("no", "", Slowdown.NONE, EjectionLimits.NEVER),

        /** Five times as slow, for a tenth of a second every second: over before it is known. */
        SHORT("0.1 s", "-slowdowns", new Slowdown(0.1, 5, 100, 900), EjectionLimits.NEVER),

        /** Ten times as slow, for ten seconds every hundred. */
        LONG("10 s", "-long-slowdowns", new Slowdown(0.1, 10, 10_000, 90_000), EjectionLimits.NEVER),
        LONG_LEFT_OUT("10 s, left out", "-long-slowdowns-left-out", LONG.slowdown, EjectionLimits.DEFAULT);

        private final String text;
        private final String suffix;
        private final Slowdown slowdown;
        private final EjectionLimits ejection;

        Slowdowns(String text, String suffix, Slowdown slowdown, EjectionLimits ejection) {
            this.text = text;
            this.suffix = suffix;
            this.slowdown = slowdown;
            this.ejection = ejection;
        }

        /** For people. */
        public String text() {
            return text;
        }
    }

    /**
     * A cluster and its load.
     *
     * @param deployed instances of the deployed model, m
     * @param load share of their time that deployed instances work, and parity instances too
     */
    public record Point(int deployed, int k, int r, double load, Slowdowns slowdowns) {

        /** Instances of each parity model: m / k. */
        int parity() {
            return (deployed + k - 1) / k;
        }

        /** Of the whole cluster. */
        public int instances() {
            return deployed + r * parity();
        }

        public String name() {
            return "m%d-k%d-r%d-load%.0f%s".formatted(deployed, k, r, 100 * load, slowdowns.suffix);
        }

        private long queries() {
            long least = slowdowns.slowdown.onMs() > MS_PER_SECOND ? LONG_QUERIES : LEAST_QUERIES;
            return Math.max(least, QUERIES_PER_INSTANCE * deployed);
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
        Disturbance disturbance = new Disturbance(point.slowdowns().slowdown, 0, 0);
        EjectionLimits ejection = point.slowdowns().ejection;
        double meanMs = model.meanMs(point.instances()) * disturbance.slowdown().meanFactor();
        double ratePerSecond = point.load() * point.deployed() * MS_PER_SECOND / meanMs;
        Arrivals arrivals = Arrivals.poisson(ratePerSecond, times * point.queries());
        Policy.Code code = new Policy.Code(point.k(), point.r(), ParityOutput.Kind.SUM);
        Scenario coded = new Scenario(
                arrivals,
                Cluster.of(point.deployed(), point.parity(), model).with(ejection),
                new Policy(code, Policy.Timing.EAGER, 1),
                disturbance,
                PaperCluster.OVERHEAD_MS,
                seed);
        Scenario equal = new Scenario(
                arrivals,
                Cluster.of(point.instances(), 0, model).with(ejection),
                Policy.none(),
                disturbance,
                PaperCluster.OVERHEAD_MS,
                seed);
        return new Compared(Simulator.run(equal), Simulator.run(coded));
    }

    private static List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (Slowdowns slowdowns : List.of(Slowdowns.NONE, Slowdowns.SHORT)) {
            for (double load : new double[] {0.3, 0.6}) {
                add(points, load, slowdowns);
            }
        }
        for (double load : new double[] {0.3, 0.6}) {
            points.add(new Point(12, 2, 1, load, Slowdowns.LONG));
            points.add(new Point(12, 2, 1, load, Slowdowns.LONG_LEFT_OUT));
        }
        return List.copyOf(points);
    }

    private static void add(List<Point> points, double load, Slowdowns slowdowns) {
        for (int deployed : new int[] {12, 120}) {
            for (int k = 2; k <= 4; k++) {
                points.add(new Point(deployed, k, 1, load, slowdowns));
                points.add(new Point(deployed, k, 2, load, slowdowns));
            }
        }
        points.add(new Point(1200, 2, 1, load, slowdowns));
        points.add(new Point(1200, 4, 1, load, slowdowns));
        if (load > 0.5) {
            // Ten thousand instances.
            points.add(new Point(5000, 2, 2, load, slowdowns));
        }
    }
}
