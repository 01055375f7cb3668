package io.parm.lab.emulation;

import java.util.SplittableRandom;

/**
 * Transfers between random pairs of instances, always the same number of them: one that ends is replaced by another. Not thread-safe; hot.
 */
final class Transfers {

    private static final double SHORTEST = 2.0 / 3;
    private static final double SPREAD = 2.0 / 3;
    private static final double NANOS_PER_MS = 1e6;

    private final double meanMs;
    private final SplittableRandom random;
    private final int[] atInstance;
    private final int[] from;
    private final int[] to;
    private final TimeHeap ends;

    Transfers(int instances, int transfers, double meanMs, SplittableRandom random) {
        if (instances < 1 || transfers > 0 && instances < 2) {
            throw new IllegalArgumentException(
                    "instances must be at least 1, and 2 where there are transfers, but was " + instances);
        }
        this.meanMs = meanMs;
        this.random = random;
        this.atInstance = new int[instances];
        this.from = new int[transfers];
        this.to = new int[transfers];
        this.ends = new TimeHeap(transfers);
        for (int transfer = 0; transfer < transfers; transfer++) {
            // They have been running before time 0, each for another while.
            begin(transfer, 0, random.nextDouble());
        }
    }

    /** In how many transfers an instance takes part. */
    int at(int instance) {
        return atInstance[instance];
    }

    /** Ends and replaces what ends until {@code nowNanos}. */
    void advance(long nowNanos) {
        while (ends.nextNanos() <= nowNanos) {
            long endNanos = ends.nextNanos();
            int transfer = ends.remove();
            atInstance[from[transfer]]--;
            atInstance[to[transfer]]--;
            begin(transfer, endNanos, 1);
        }
    }

    private void begin(int transfer, long sinceNanos, double restShare) {
        int instances = atInstance.length;
        from[transfer] = random.nextInt(instances);
        to[transfer] = (from[transfer] + 1 + random.nextInt(instances - 1)) % instances;
        atInstance[from[transfer]]++;
        atInstance[to[transfer]]++;
        double lengthMs = meanMs * (SHORTEST + SPREAD * random.nextDouble());
        ends.add(sinceNanos + Math.max(1, Math.round(restShare * lengthMs * NANOS_PER_MS)), transfer);
    }
}
