package io.parm.inference;

import java.util.Arrays;
import java.util.Objects;

/**
 * What became of a request; a refusal or a failure is a value too. Owns its array: nobody writes to it.
 *
 * @param output the model's output, flat, for {@link Kind#OUTPUT}; otherwise {@code null}
 * @param reason why there is no output; {@code null} for {@link Kind#OUTPUT}
 */
public record InferenceResult(Kind kind, float[] output, String reason) {

    /** How a request ended. */
    public enum Kind {
        OUTPUT,
        /** The queue was full, or the pool is closed. */
        REJECTED,
        /** The instance failed, or its output was not one. */
        FAILED,
        /** Give-up passed while it waited. */
        EXPIRED,
        /** A parity query that was never run: every original came first. */
        NOT_NEEDED
    }

    public static InferenceResult output(float[] output) {
        return new InferenceResult(Kind.OUTPUT, output, null);
    }

    public static InferenceResult without(Kind kind, String reason) {
        return new InferenceResult(kind, null, reason);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InferenceResult that
                && kind == that.kind
                && Arrays.equals(output, that.output)
                && Objects.equals(reason, that.reason);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, reason, Arrays.hashCode(output));
    }

    /** Without what the output says: it may be logged. */
    @Override
    public String toString() {
        return kind + (reason == null ? " of " + output.length + " floats" : " (" + reason + ")");
    }
}
