package io.parm.coding;

import io.parm.coding.GroupState.Member;
import io.parm.coding.GroupState.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Makes coding groups whose outputs do not belong together, because another service made the group than the one that answers it: each
 * query is answered with its own output or the default, and none is reconstructed.
 *
 * <p>Such a group is a {@link CodingGroup} all of whose parity queries have failed, as many as any code has. So of the code that made it
 * only the slots have to be known, and its state says by itself, wherever it is taken up next, that there is nothing to decode.
 */
public final class UndecodableGroup {

    /** Why a query has no output of its own, if there is one of another size than answers have. */
    public static final String OTHER_SIZE = "its output was another service's";

    private static final String NO_PARITY = "the group was made by another service";
    private static final int[] ANY_SHAPE = {1};

    private UndecodableGroup() {}

    /**
     * A group nothing is known of yet.
     *
     * @param k slots of the group
     * @param retentionMs how long after its last give-up a group waits for late outputs
     * @param clearAtMs when it is forgotten if no member comes
     */
    public static CodingGroup create(int k, long retentionMs, long clearAtMs) {
        List<Outcome> outcomes = new ArrayList<>(Collections.nCopies(k, Outcome.PENDING));
        return group(
                new GroupState(
                        GroupState.OPEN,
                        0,
                        clearAtMs,
                        Collections.nCopies(k, Member.UNKNOWN),
                        withFailedParity(outcomes)),
                retentionMs);
    }

    /**
     * A group that goes on. What is answered stays answered.
     *
     * @param state where it stood, whatever its code
     * @param outputSize floats of an answer; a query's own output of another size counts as a failure
     * @param retentionMs how long after its last give-up a group waits for late outputs
     */
    public static CodingGroup of(GroupState state, int outputSize, long retentionMs) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Outcome own : state.outcomes().subList(0, state.members().size())) {
            boolean otherSize = own.output() != null && own.output().length != outputSize;
            outcomes.add(otherSize ? new Outcome(null, OTHER_SIZE) : own);
        }
        return group(
                new GroupState(
                        state.size(), state.parities(), state.clearAtMs(), state.members(), withFailedParity(outcomes)),
                retentionMs);
    }

    private static List<Outcome> withFailedParity(List<Outcome> outcomes) {
        outcomes.addAll(Collections.nCopies(ErasureCode.MAX_R, new Outcome(null, NO_PARITY)));
        return outcomes;
    }

    private static CodingGroup group(GroupState state, long retentionMs) {
        CodeSpec slots = new CodeSpec(
                Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, state.members().size(), ErasureCode.MAX_R);
        return new CodingGroup(ErasureCode.of(slots, ANY_SHAPE), retentionMs, state);
    }
}
