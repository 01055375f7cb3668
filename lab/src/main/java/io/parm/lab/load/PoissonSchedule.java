package io.parm.lab.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/** When queries are to be sent: a Poisson process, the same for the same seed. Immutable. */
public final class PoissonSchedule {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MAX_RATE_PER_SECOND = 1e6;

    private final long[] offsetsNanos;

    private PoissonSchedule(long[] offsetsNanos) {
        this.offsetsNanos = offsetsNanos;
    }

    /**
     * @param ratePerSecond mean rate, above 0 and at most a million
     * @param count number of queries, 1 or more
     * @param seed of the gaps
     */
    public static PoissonSchedule ofCount(double ratePerSecond, int count, long seed) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be 1 or more but was " + count);
        }
        Arrivals arrivals = new Arrivals(ratePerSecond, seed);
        long[] offsetsNanos = new long[count];
        for (int i = 0; i < count; i++) {
            offsetsNanos[i] = arrivals.nextNanos();
        }
        return new PoissonSchedule(offsetsNanos);
    }

    /**
     * All arrivals before {@code duration} is over; there may be none.
     *
     * @param ratePerSecond mean rate, above 0 and at most a million
     * @param seed of the gaps
     */
    public static PoissonSchedule ofDuration(double ratePerSecond, Duration duration, long seed) {
        Arrivals arrivals = new Arrivals(ratePerSecond, seed);
        long[] offsetsNanos = new long[16];
        int count = 0;
        for (long next = arrivals.nextNanos(); next < duration.toNanos(); next = arrivals.nextNanos()) {
            if (count == offsetsNanos.length) {
                offsetsNanos = Arrays.copyOf(offsetsNanos, 2 * count);
            }
            offsetsNanos[count++] = next;
        }
        return new PoissonSchedule(Arrays.copyOf(offsetsNanos, count));
    }

    /**
     * This one, then another.
     *
     * @param length after which the other's time begins; no arrival of this one may be later
     */
    public PoissonSchedule then(Duration length, PoissonSchedule next) {
        if (size() > 0 && offsetNanos(size() - 1) > length.toNanos()) {
            throw new IllegalArgumentException("length must be at least that of the schedule but was " + length);
        }
        long[] both = Arrays.copyOf(offsetsNanos, size() + next.size());
        for (int i = 0; i < next.size(); i++) {
            both[size() + i] = length.toNanos() + next.offsetNanos(i);
        }
        return new PoissonSchedule(both);
    }

    /** Number of queries. */
    public int size() {
        return offsetsNanos.length;
    }

    /** When query {@code index}, from 0, is to be sent: nanoseconds from the start. Never less than its predecessor's. */
    public long offsetNanos(int index) {
        return offsetsNanos[index];
    }

    /** Arrival times with exponential gaps. The sum is kept as a double, so that rounding does not add up. */
    private static final class Arrivals {

        private final double ratePerSecond;
        private final SplittableRandom random;
        private double nanos;

        Arrivals(double ratePerSecond, long seed) {
            if (!(ratePerSecond > 0 && ratePerSecond <= MAX_RATE_PER_SECOND)) {
                throw new IllegalArgumentException(
                        "rate must be above 0 and at most 1000000 per second but was " + ratePerSecond);
            }
            this.ratePerSecond = ratePerSecond;
            this.random = new SplittableRandom(seed);
        }

        long nextNanos() {
            nanos += -Math.log1p(-random.nextDouble()) / ratePerSecond * NANOS_PER_SECOND;
            return (long) nanos;
        }
    }
}
