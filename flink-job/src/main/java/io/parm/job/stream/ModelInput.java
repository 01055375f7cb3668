package io.parm.job.stream;

import io.parm.job.serialization.FloatsTypeInfo;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What an instance is to run: a query, or a parity query.
 *
 * @param index the slot for a query, {@code k + j} for parity query j
 * @param members queries that it is made of: 1 for a query, those of its group for a parity query
 * @param input flat, of the input shape of the model it is for
 * @param deadlineMs from then on it yields to on-time work
 * @param giveUpMs from then on nobody wants its output
 */
public record ModelInput(
        String groupId,
        int index,
        int members,
        @TypeInfo(FloatsTypeInfo.Factory.class) float[] input,
        long deadlineMs,
        long giveUpMs)
        implements GroupEvent {

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelInput that
                && groupId.equals(that.groupId)
                && index == that.index
                && members == that.members
                && Arrays.equals(input, that.input)
                && deadlineMs == that.deadlineMs
                && giveUpMs == that.giveUpMs;
    }

    @Override
    public int hashCode() {
        return groupId.hashCode() * 31 + index;
    }

    @Override
    public String toString() {
        return groupId + "/" + index;
    }
}
