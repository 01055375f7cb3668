package io.parm.lab.simulation;

import io.parm.lab.emulation.InferenceTimes;
import java.util.SplittableRandom;

/** Times of instances of which a share is slow together, now and then. Not thread-safe; hot. */
final class SlowedTimes implements InferenceTimes {

    private static final double NANOS_PER_MS = 1e6;

    private final InferenceTimes times;
    private final Disturbance.Slowdown slowdown;
    private final SplittableRandom random;
    private final int[] places;
    private final int slowPlaces;
    private int firstSlowPlace;
    private boolean on;
    private long untilNanos;

    SlowedTimes(InferenceTimes times, Disturbance.Slowdown slowdown, int instances, long seed) {
        this.times = times;
        this.slowdown = slowdown;
        this.random = new SplittableRandom(seed);
        this.places = shuffled(instances);
        this.slowPlaces = (int) Math.round(slowdown.share() * instances);
        this.untilNanos = exponentialNanos(slowdown.offMs());
    }

    @Override
    public long nextNanos(int instance, long nowNanos, double scale) {
        while (nowNanos >= untilNanos) {
            on = !on;
            firstSlowPlace = random.nextInt(places.length);
            untilNanos += exponentialNanos(on ? slowdown.onMs() : slowdown.offMs());
        }
        long nanos = times.nextNanos(instance, nowNanos, scale);
        return isSlow(instance) ? Math.round(slowdown.factor() * nanos) : nanos;
    }

    private boolean isSlow(int instance) {
        return on && Math.floorMod(places[instance] - firstSlowPlace, places.length) < slowPlaces;
    }

    private long exponentialNanos(double meanMs) {
        return Math.max(1, Math.round(-meanMs * NANOS_PER_MS * Math.log1p(-random.nextDouble())));
    }

    private int[] shuffled(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
