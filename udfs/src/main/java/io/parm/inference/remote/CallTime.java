package io.parm.inference.remote;

import java.util.concurrent.TimeUnit;

/** The time a call may take, over all its requests. */
final class CallTime {

    /** What is longer is as good as unlimited, and would overflow in smaller units. */
    private static final long LONGEST_MS = TimeUnit.DAYS.toMillis(1);

    private final long wholeMs;
    private final long endNanos;

    private CallTime(long wholeMs) {
        this.wholeMs = Math.min(wholeMs, LONGEST_MS);
        this.endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(this.wholeMs);
    }

    /** Begins now. */
    static CallTime of(long remainingMs) {
        return new CallTime(remainingMs);
    }

    /** Whether the caller set a limit that is one. */
    boolean limited() {
        return wholeMs < LONGEST_MS;
    }

    long leftNanos() {
        return endNanos - System.nanoTime();
    }

    long wholeMs() {
        return wholeMs;
    }
}
