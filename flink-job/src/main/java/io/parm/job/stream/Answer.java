package io.parm.job.stream;

import io.parm.coding.GroupState;
import java.util.Arrays;
import java.util.Objects;

/**
 * An answer on its way out: a prediction, or on the corrections stream the original that came after it.
 *
 * @param source how the query was answered: ORIGINAL, RECONSTRUCTED or DEFAULT; on a correction, what the prediction was
 * @param output {@code [c]}; on a correction the deployed model's
 * @param reason why it is not the original; {@code null} for originals and corrections
 * @param latencyMs from arrival to now
 */
public record Answer(
        Envelope envelope,
        String groupId,
        int slot,
        GroupState.Status source,
        float[] output,
        String reason,
        long latencyMs) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Answer that
                && envelope.equals(that.envelope)
                && groupId.equals(that.groupId)
                && slot == that.slot
                && source == that.source
                && Arrays.equals(output, that.output)
                && Objects.equals(reason, that.reason)
                && latencyMs == that.latencyMs;
    }

    @Override
    public int hashCode() {
        return envelope.hashCode();
    }

    /** Without what the output says: it may be logged. */
    @Override
    public String toString() {
        return envelope.queryId() + " " + source + " after " + latencyMs + " ms";
    }
}
