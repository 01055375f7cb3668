package io.parm.coding;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a coding group says to do about one slot. Owns its array: nobody writes to it.
 *
 * @param output {@code [c]}; {@code null} for {@link Kind#DEFAULT}, whose output is the service's
 * @param reason why it is not the original, for {@link Kind#RECONSTRUCTED} and {@link Kind#DEFAULT}; otherwise {@code null}
 */
public record Decision(int slot, Kind kind, float[] output, String reason) {

    /** The three ways to answer, and what comes after an answer. */
    public enum Kind {
        /** Answer with the deployed model's own output. */
        ORIGINAL,
        /** Answer with the output decoded from the parity output. */
        RECONSTRUCTED,
        /** Answer with the service's default output. */
        DEFAULT,
        /** Already answered otherwise: the deployed model's output came late. */
        CORRECTION
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Decision that
                && slot == that.slot
                && kind == that.kind
                && Arrays.equals(output, that.output)
                && Objects.equals(reason, that.reason);
    }

    @Override
    public int hashCode() {
        return slot * 31 + kind.hashCode();
    }

    @Override
    public String toString() {
        return "slot " + slot + " " + kind + " " + Arrays.toString(output)
                + (reason == null ? "" : " (" + reason + ")");
    }
}
