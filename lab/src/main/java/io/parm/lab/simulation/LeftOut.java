package io.parm.lab.simulation;

import io.parm.inference.EjectionLimits;
import io.parm.inference.Outliers;
import java.util.concurrent.TimeUnit;

/**
 * Which instances of a simulated pool get no work for a while, by the job's own rule, in its whole milliseconds. Simulated inferences never
 * fail, and an instance that is asked is ready at once: what is left out is what is slow. Not thread-safe.
 */
final class LeftOut {

    private final Outliers outliers;
    private final Outliers.Health[] members;
    private final long[] sinceMs;

    LeftOut(EjectionLimits limits, int count) {
        this.outliers = new Outliers(limits);
        this.members = new Outliers.Health[count];
        this.sinceMs = new long[count];
        for (int member = 0; member < count; member++) {
            members[member] = outliers.add();
        }
    }

    void began(int member, long nowNanos) {
        sinceMs[member] = ms(nowNanos);
        outliers.began(members[member], sinceMs[member]);
    }

    void ended(int member, long nowNanos) {
        outliers.succeeded(members[member], sinceMs[member], ms(nowNanos));
    }

    /** Whether an idle instance may be given a batch. */
    boolean admits(int member, long nowNanos) {
        long nowMs = ms(nowNanos);
        if (outliers.isToBeAsked(members[member], nowMs)) {
            outliers.answered(members[member], true, nowMs);
        }
        return outliers.admits(members[member], nowMs);
    }

    /** Whether an idle instance is to be given the next batch, which tells whether it is still slow. */
    boolean isToBeProbed(int member) {
        return outliers.isToBeProbed(members[member]);
    }

    private static long ms(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
