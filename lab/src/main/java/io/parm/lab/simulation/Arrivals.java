package io.parm.lab.simulation;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** When queries come. Immutable; a stream of them is opened for each run, so that any number of them takes no memory. */
public interface Arrivals {

    /** How many queries there are, 1 or more. */
    long count();

    /** Their times in order, nanoseconds from the start; to be asked {@link #count} times. */
    LongSupplier open(long seed);

    /**
     * A Poisson process.
     *
     * @param ratePerSecond mean rate, above 0
     * @param count number of queries, 1 or more
     */
    static Arrivals poisson(double ratePerSecond, long count) {
        return new Poisson(ratePerSecond, count);
    }

    /**
     * Given times.
     *
     * @param offsetsNanos ascending, at least one; not copied, not written to
     */
    static Arrivals at(long... offsetsNanos) {
        if (offsetsNanos.length == 0) {
            throw new IllegalArgumentException("there must be at least one arrival");
        }
        return new Given(offsetsNanos);
    }

    /** @see #poisson */
    record Poisson(double ratePerSecond, long count) implements Arrivals {

        private static final double NANOS_PER_SECOND = 1e9;

        public Poisson {
            if (!(ratePerSecond > 0 && Double.isFinite(ratePerSecond))) {
                throw new IllegalArgumentException("ratePerSecond must be above 0 but was " + ratePerSecond);
            }
            if (count < 1) {
                throw new IllegalArgumentException("count must be at least 1 but was " + count);
            }
        }

        @Override
        public LongSupplier open(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            return new LongSupplier() {
                private double nanos;

                @Override
                public long getAsLong() {
                    nanos -= Math.log1p(-random.nextDouble()) / ratePerSecond * NANOS_PER_SECOND;
                    return (long) nanos;
                }
            };
        }
    }

    /** @see #at */
    final class Given implements Arrivals {

        private final long[] offsetsNanos;

        private Given(long[] offsetsNanos) {
            this.offsetsNanos = offsetsNanos;
        }

        @Override
        public long count() {
            return offsetsNanos.length;
        }

        @Override
        public LongSupplier open(long seed) {
            return new LongSupplier() {
                private int next;

                @Override
                public long getAsLong() {
                    return offsetsNanos[next++];
                }
            };
        }
    }
}
