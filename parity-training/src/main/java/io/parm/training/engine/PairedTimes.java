package io.parm.training.engine;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What two things cost that were done by turns.
 *
 * <p>Only the quickest quarter of the turns counts: in the others something else had just been on the processor, and left its caches cold.
 * The ratio is the median of these turns' own ratios and not that of the medians: what slows a machine for a while slows both of a turn.
 *
 * @param ms median of the first, milliseconds
 * @param otherMs median of the second
 * @param ratio median of first over second
 */
public record PairedTimes(double ms, double otherMs, double ratio) {

    private static final int COUNTED = 4;
    private static final double NANOS_PER_MS = 1e6;

    /**
     * @param nanos of the first by turn
     * @param otherNanos of the second by turn
     */
    static PairedTimes of(double[] nanos, double[] otherNanos) {
        int[] quickest = IntStream.range(0, nanos.length)
                .boxed()
                .sorted(Comparator.comparingDouble(turn -> nanos[turn] + otherNanos[turn]))
                .limit(Math.max(1, nanos.length / COUNTED))
                .mapToInt(Integer::intValue)
                .toArray();
        return new PairedTimes(
                median(Arrays.stream(quickest).mapToDouble(turn -> nanos[turn])) / NANOS_PER_MS,
                median(Arrays.stream(quickest).mapToDouble(turn -> otherNanos[turn])) / NANOS_PER_MS,
                median(Arrays.stream(quickest).mapToDouble(turn -> nanos[turn] / otherNanos[turn])));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
