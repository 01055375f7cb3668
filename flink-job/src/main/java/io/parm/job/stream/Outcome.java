package io.parm.job.stream;

import io.parm.inference.InferenceResult;
import io.parm.job.serialization.FloatsTypeInfo;
import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What became of a {@link ModelInput}.
 *
 * @param index the slot, or {@code k + j} for parity query j
 * @param output flat, for {@link InferenceResult.Kind#OUTPUT}; otherwise {@code null}
 * @param reason why there is no output; otherwise {@code null}
 */
public record Outcome(
        String groupId,
        int index,
        InferenceResult.Kind kind,
        @TypeInfo(FloatsTypeInfo.Factory.class) float[] output,
        String reason)
        implements GroupEvent {

    public static Outcome of(ModelInput input, InferenceResult result) {
        return new Outcome(input.groupId(), input.index(), result.kind(), result.output(), result.reason());
    }

    /** Of a parity query that is not sent, since every original of its group came first. */
    public static Outcome notNeeded(ModelInput parityQuery) {
        return of(
                parityQuery,
                InferenceResult.without(InferenceResult.Kind.NOT_NEEDED, "every original of the group came first"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Outcome that
                && groupId.equals(that.groupId)
                && index == that.index
                && kind == that.kind
                && Arrays.equals(output, that.output)
                && Objects.equals(reason, that.reason);
    }

    @Override
    public int hashCode() {
        return groupId.hashCode() * 31 + index;
    }

    @Override
    public String toString() {
        return groupId + "/" + index + " " + kind + (reason == null ? "" : " (" + reason + ")");
    }
}
