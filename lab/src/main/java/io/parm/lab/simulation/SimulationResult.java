package io.parm.lab.simulation;

import org.HdrHistogram.Histogram;

/**
 * What a simulated run came to.
 *
 * @param latencies of all answers, nanoseconds, four digits; not to be written
 * @param parity all parity models' pools together
 * @param events that were simulated: arrivals, ends of batches, timers
 */
public record SimulationResult(Histogram latencies, Answers answers, PoolUse deployed, PoolUse parity, long events) {

    private static final double NANOS_PER_MS = 1e6;
    private static final double PERCENT = 100;

    /**
     * Answers by source.
     *
     * @param corrections original outputs that came after their query's answer; no answers
     */
    public record Answers(long originals, long reconstructed, long defaults, long corrections) {

        /** How many queries were answered. */
        public long count() {
            return originals + reconstructed + defaults;
        }
    }

    /** @param quantile 0 … 1 */
    public double quantileMs(double quantile) {
        return latencies.getValueAtPercentile(PERCENT * quantile) / NANOS_PER_MS;
    }

    public double p50Ms() {
        return quantileMs(0.5);
    }

    public double p99Ms() {
        return quantileMs(0.99);
    }

    public double p995Ms() {
        return quantileMs(0.995);
    }

    public double p999Ms() {
        return quantileMs(0.999);
    }

    public double meanMs() {
        return latencies.getMean() / NANOS_PER_MS;
    }

    public double maxMs() {
        return latencies.getMaxValue() / NANOS_PER_MS;
    }

    /** How far the tail is from the middle: p99.9 − p50. */
    public double gapMs() {
        return p999Ms() - p50Ms();
    }
}
