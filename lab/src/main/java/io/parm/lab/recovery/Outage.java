package io.parm.lab.recovery;

import java.util.Arrays;

/** How long a consumer of answers saw none. Pure. */
final class Outage {

    private Outage() {}

    /**
     * The longest time without an answer from a moment on, less the longest such time before it, which is what is usual there; never
     * below 0.
     *
     * @param answersNanos when answers were received, ascending
     * @param sinceNanos the moment
     * @throws IllegalArgumentException if there is no answer before the moment or none after it
     */
    static long nanos(long[] answersNanos, long sinceNanos) {
        int place = Arrays.binarySearch(answersNanos, sinceNanos);
        int first = place >= 0 ? place : -place - 1;
        if (first == 0 || first == answersNanos.length) {
            throw new IllegalArgumentException("answers must come before and after the moment, but " + first + " of "
                    + answersNanos.length + " came before");
        }
        // The gap that the moment lies in counts from the last answer before it.
        long after = longestGap(answersNanos, first - 1, answersNanos.length);
        long before = longestGap(answersNanos, 0, first);
        return Math.max(0, after - before);
    }

    private static long longestGap(long[] nanos, int from, int until) {
        long longest = 0;
        for (int i = from + 1; i < until; i++) {
            longest = Math.max(longest, nanos[i] - nanos[i - 1]);
        }
        return longest;
    }
}
