package io.parm.inference;

import java.util.Objects;

/**
 * One input for a pool. Times are milliseconds of the pool's clock.
 *
 * @param group id of the coding group, whose requests the pool keeps on different instances where it can; empty for none
 * @param input flat, row-major, of the model's input shape; not written to
 * @param deadlineMs from then on the request yields to on-time ones
 * @param giveUpMs from then on nobody wants its output, and it is dropped when it reaches the head of the queue
 */
public record InferenceRequest(String group, float[] input, long deadlineMs, long giveUpMs) {

    public InferenceRequest {
        Objects.requireNonNull(group, "group");
    }

    /** A request that belongs to no group. */
    public InferenceRequest(float[] input, long deadlineMs, long giveUpMs) {
        this("", input, deadlineMs, giveUpMs);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "request of " + input.length + " floats, group '" + group + "', deadline " + deadlineMs + ", give-up "
                + giveUpMs;
    }
}
