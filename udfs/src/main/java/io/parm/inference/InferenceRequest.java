package io.parm.inference;

/**
 * One input for a pool. Times are milliseconds of the pool's clock.
 *
 * @param input flat, row-major, of the model's input shape; not written to
 * @param deadlineMs from then on the request yields to on-time ones
 * @param giveUpMs from then on nobody wants its output, and it is dropped when it reaches the head of the queue
 */
public record InferenceRequest(float[] input, long deadlineMs, long giveUpMs) {

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
        return "request of " + input.length + " floats, deadline " + deadlineMs + ", give-up " + giveUpMs;
    }
}
