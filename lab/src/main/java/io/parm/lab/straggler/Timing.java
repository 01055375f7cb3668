package io.parm.lab.straggler;

import java.io.Serializable;

/**
 * When a fault strikes, counted from the plan's start. Without {@code everyNanos} and {@code pauseNanos} it strikes every call.
 *
 * @param afterNanos it does not strike earlier
 * @param forNanos how long after that it can strike; {@link Long#MAX_VALUE} for ever
 * @param everyNanos from the beginning of one strike to the next; 0 if not given
 * @param pauseNanos from the end of one strike to the next; 0 if not given
 * @param seed makes those gaps exponential with the given mean; {@code null} leaves them as they are
 */
record Timing(long afterNanos, long forNanos, long everyNanos, long pauseNanos, Long seed) implements Serializable {

    boolean covers(long sinceStartNanos) {
        return sinceStartNanos >= afterNanos && sinceStartNanos - afterNanos < forNanos;
    }

    boolean repeats() {
        return everyNanos > 0 || pauseNanos > 0;
    }
}
