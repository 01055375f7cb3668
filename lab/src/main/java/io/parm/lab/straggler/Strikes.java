package io.parm.lab.straggler;

import java.util.SplittableRandom;

/**
 * When one fault strikes one instance. Calls of an instance follow one another, so this is used by one thread at a time.
 */
final class Strikes {

    private final Timing timing;
    private final SplittableRandom random;
    private long nextNanos;

    /** @param instance its name varies the seed, so that instances do not stall in step */
    Strikes(Timing timing, String instance) {
        this.timing = timing;
        this.random = timing.seed() == null ? null : new SplittableRandom(timing.seed() * 31 + instance.hashCode());
        this.nextNanos = timing.afterNanos();
    }

    /** Whether a call that begins now is struck. */
    boolean strikes(long sinceStartNanos) {
        if (!timing.covers(sinceStartNanos) || sinceStartNanos < nextNanos) {
            return false;
        }
        if (timing.repeats()) {
            nextNanos = timing.everyNanos() > 0 ? sinceStartNanos + gap(timing.everyNanos()) : Long.MAX_VALUE;
        }
        return true;
    }

    /** The struck call is over. */
    void ended(long sinceStartNanos) {
        if (timing.pauseNanos() > 0) {
            nextNanos = sinceStartNanos + gap(timing.pauseNanos());
        }
    }

    private long gap(long meanNanos) {
        return random == null ? meanNanos : (long) (-Math.log1p(-random.nextDouble()) * meanNanos);
    }
}
