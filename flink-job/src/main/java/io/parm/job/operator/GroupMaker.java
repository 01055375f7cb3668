package io.parm.job.operator;

import io.parm.coding.CodingGroup;
import io.parm.coding.ErasureCode;
import io.parm.coding.GroupState;
import io.parm.coding.UndecodableGroup;
import java.io.Serializable;

/**
 * Makes coding groups and takes them up again: this service's by its code, and those of another so that they are answered and never
 * decoded. Immutable; making a group is hot.
 *
 * @param outputSize floats of an answer
 * @param retentionMs how long after give-up a late original is a correction
 * @param orphanMs how long outcomes of a group that no member is known of are kept
 */
public record GroupMaker(ErasureCode code, GroupMark mark, int outputSize, long retentionMs, long orphanMs)
        implements Serializable {

    /** A group that is heard of for the first time. */
    LiveGroup create(String id, long nowMs) {
        long clearAtMs = nowMs + orphanMs;
        if (mark.isOthers(id)) {
            int k = mark.k(id);
            return new LiveGroup(id, UndecodableGroup.create(k, retentionMs, clearAtMs), k);
        }
        return new LiveGroup(id, CodingGroup.create(code, retentionMs, clearAtMs), code.k());
    }

    /** A group as it was kept. */
    LiveGroup restored(String id, GroupState state) {
        CodingGroup coding = isDecodable(id, state)
                ? new CodingGroup(code, retentionMs, state)
                : UndecodableGroup.of(state, outputSize, retentionMs);
        return new LiveGroup(id, coding, state.members().size());
    }

    /** Whether a group that was kept is this service's, and its state is one of this service's code. */
    boolean isDecodable(String id, GroupState state) {
        return !mark.isOthers(id) && state.isOf(code);
    }
}
