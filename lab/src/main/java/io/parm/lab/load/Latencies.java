package io.parm.lab.load;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The latencies of a run, every one kept, so percentiles are exact. A query without an answer counts as infinitely late: losing slow
 * queries must not make a run look faster. Immutable.
 */
public final class Latencies {

    private static final double NANOS_PER_MS = 1e6;

    private final long[] sortedNanos;
    private final int unanswered;

    /**
     * @param nanos latencies of the answered queries, in any order; copied
     * @param unanswered number of queries without an answer
     */
    public Latencies(long[] nanos, int unanswered) {
        this.sortedNanos = nanos.clone();
        this.unanswered = unanswered;
        Arrays.sort(sortedNanos);
    }

    /** These and those of another run. */
    public Latencies and(Latencies other) {
        return new Latencies(
                LongStream.concat(Arrays.stream(sortedNanos), Arrays.stream(other.sortedNanos))
                        .toArray(),
                unanswered + other.unanswered);
    }

    /** Number of queries, answered or not. */
    public int size() {
        return sortedNanos.length + unanswered;
    }

    /** Number of answered queries. */
    public int answered() {
        return sortedNanos.length;
    }

    /** The latency of the {@code rank}-th fastest answer, from 0, in milliseconds. */
    public double rankedMs(int rank) {
        return sortedNanos[rank] / NANOS_PER_MS;
    }

    /** The mean in milliseconds; infinity if a query was not answered, NaN if there were no queries. */
    public double meanMs() {
        if (unanswered > 0) {
            return Double.POSITIVE_INFINITY;
        }
        return Arrays.stream(sortedNanos).average().orElse(Double.NaN) / NANOS_PER_MS;
    }

    /**
     * The smallest latency that at least {@code quantile} of the queries do not exceed (nearest rank), in milliseconds.
     *
     * @param quantile above 0 and at most 1
     * @return infinity if that query was not answered, NaN if there were no queries
     */
    public double quantileMs(double quantile) {
        if (!(quantile > 0 && quantile <= 1)) {
            throw new IllegalArgumentException("quantile must be above 0 and at most 1 but was " + quantile);
        }
        if (size() == 0) {
            return Double.NaN;
        }
        // 0.999 · 1000 is 999.0000000000001 in floating point; the tiny step back keeps the rank at 999.
        int rank = (int) Math.ceil(quantile * size() - 1e-9);
        return rank <= sortedNanos.length ? rankedMs(rank - 1) : Double.POSITIVE_INFINITY;
    }
}
