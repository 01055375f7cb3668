package io.parm.job.stream;

import java.util.Arrays;
import java.util.List;

/**
 * All of a query but its payload: what its answer needs.
 *
 * @param key the Kafka key, may be {@code null}
 * @param headers the headers that pass through to the prediction
 * @param arrivalMs when it counts as arrived; deadlines and latency start there
 * @param deadlineMs from when on a reconstruction may answer
 * @param giveUpMs from when on the default answers; not before the deadline
 */
public record Envelope(
        String queryId, byte[] key, List<Header> headers, long arrivalMs, long deadlineMs, long giveUpMs) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Envelope that
                && queryId.equals(that.queryId)
                && Arrays.equals(key, that.key)
                && headers.equals(that.headers)
                && arrivalMs == that.arrivalMs
                && deadlineMs == that.deadlineMs
                && giveUpMs == that.giveUpMs;
    }

    @Override
    public int hashCode() {
        return queryId.hashCode();
    }

    @Override
    public String toString() {
        return queryId + " [" + arrivalMs + ", " + deadlineMs + ", " + giveUpMs + "]";
    }
}
