package io.parm.job.metrics;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * Times in milliseconds, as a histogram of the newest for people who look at one subtask, and as cumulative buckets, whose sums over
 * subtasks and machines still have quantiles. One writer at a time; hot: an update allocates nothing.
 */
final class Timing {

    /** Upper bounds of the buckets: a quantile read from them is off by at most the distance of two neighbours. */
    static final long[] BOUNDS_MS = {
        1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 50, 60, 80, 100, 150, 200, 300, 500, 1000, 2000, 5000, 10_000
    };

    /** The bound of the last bucket, as Prometheus writes it. */
    static final String UNBOUNDED = "+Inf";

    /** Four of the slowest thousandth: enough for a p99.9, and little to sort whenever somebody asks. */
    private static final int WINDOW = 4096;

    private final Histogram histogram;

    /** Values above the bound before and up to this one; the last is for all above the last bound. */
    private final long[] counts = new long[BOUNDS_MS.length + 1];

    /**
     * @param metric a histogram in milliseconds
     * @param values of its labels
     */
    Timing(Metric metric, MetricGroup operator, String... values) {
        MetricGroup group = metric.in(operator, values);
        histogram = histogram(metric, group);
        for (int i = 0; i < counts.length; i++) {
            String bound = i < BOUNDS_MS.length ? Long.toString(BOUNDS_MS[i]) : UNBOUNDED;
            group.addGroup(Metric.LE, bound).counter(metric.buckets().name(), new UpTo(counts, i));
        }
    }

    void update(long ms) {
        histogram.update(ms);
        int bucket = 0;
        while (bucket < BOUNDS_MS.length && ms > BOUNDS_MS[bucket]) {
            bucket++;
        }
        counts[bucket]++;
    }

    /** A histogram of the newest values, of any unit. */
    static Histogram histogram(Metric metric, MetricGroup group) {
        return group.histogram(metric.name(), new DescriptiveStatisticsHistogram(WINDOW));
    }

    /** How many values lie at or below a bound; added up when somebody asks, which is far more seldom than a value comes. */
    private record UpTo(long[] counts, int last) implements Counter {

        @Override
        public long getCount() {
            long sum = 0;
            for (int i = 0; i <= last; i++) {
                sum += counts[i];
            }
            return sum;
        }

        @Override
        public void inc() {
            inc(1);
        }

        @Override
        public void inc(long n) {
            counts[last] += n;
        }

        @Override
        public void dec() {
            inc(-1);
        }

        @Override
        public void dec(long n) {
            inc(-n);
        }
    }
}
