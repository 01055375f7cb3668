package io.parm.inference;

import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * Percentiles of the latencies of the last while.
 *
 * <p>Two half-windows: the newer one is written to, and when it is over it becomes the older one, so that what counts is between half
 * a window and a window long. Exact to the millisecond up to 255 ms, to 1 % above. Time comes as an argument, and a step back counts
 * as no step. Not thread-safe; hot.
 */
public final class RecentLatencies {

    private static final long MAX_MS = 3_600_000;
    private static final int SIGNIFICANT_DIGITS = 2;

    private final long halfMs;
    private final Histogram both = histogram();
    private Histogram older = histogram();
    private Histogram newer = histogram();
    private long newerSinceMs = Long.MIN_VALUE;

    /** @param windowMs how long a latency counts at most, 2 or more */
    public RecentLatencies(long windowMs) {
        if (windowMs < 2) {
            throw new IllegalArgumentException("windowMs must be 2 or more but was " + windowMs);
        }
        this.halfMs = windowMs / 2;
    }

    /** Counts a latency, 0 or more; one above an hour counts as an hour. */
    public void record(long latencyMs, long nowMs) {
        advance(nowMs);
        long boundedMs = Math.min(latencyMs, MAX_MS);
        newer.recordValue(boundedMs);
        both.recordValue(boundedMs);
    }

    /**
     * The latency that a share of the recent ones did not exceed.
     *
     * @param percent the share, 0 … below 100
     * @return empty while there are fewer than {@code 100 / (100 − percent)}, of which not one would be expected beyond it
     */
    public OptionalLong percentileMs(double percent, long nowMs) {
        advance(nowMs);
        // Rounded, since in binary 100 − 99.9 is a little less than 0.1.
        double expectedBeyond = both.getTotalCount() * (Math.round((100 - percent) * 1e6) / 1e8);
        return expectedBeyond < 1 ? OptionalLong.empty() : OptionalLong.of(both.getValueAtPercentile(percent));
    }

    private void advance(long nowMs) {
        if (newerSinceMs == Long.MIN_VALUE) {
            newerSinceMs = nowMs;
        }
        if (nowMs - newerSinceMs >= 2 * halfMs) {
            older.reset();
            newer.reset();
            both.reset();
            newerSinceMs = nowMs;
        } else if (nowMs - newerSinceMs >= halfMs) {
            both.subtract(older);
            older.reset();
            Histogram empty = older;
            older = newer;
            newer = empty;
            newerSinceMs += halfMs;
        }
    }

    private static Histogram histogram() {
        return new Histogram(MAX_MS, SIGNIFICANT_DIGITS);
    }
}
