package io.parm.coding;

import io.parm.coding.GroupState.Member;
import io.parm.coding.GroupState.Outcome;
import io.parm.coding.GroupState.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state machine of one coding group: it is told members, outcomes and times, in any order, and says what to answer.
 *
 * <p>Per query: its own output answers at once; once the deadline passed or its own inference failed, the reconstruction answers as
 * soon as the group can be decoded; when give-up passed, or nothing that could still come would help, the default answers. An own
 * output that comes after such an answer is a correction. Each query is answered exactly once.
 *
 * <p>Every method takes the current time and returns what to do now, in slot order. Told twice, it says nothing the second time.
 * Not thread-safe; hot: a few small loops over k + r slots.
 */
public final class CodingGroup {

    private static final String NOTHING_IN_TIME = "no output came before give-up";

    private final ErasureCode code;
    private final long retentionMs;
    private final List<Member> members;
    private final List<Outcome> outcomes;
    private int size;
    private int parities;
    private long clearAtMs;

    /**
     * @param state where the group stood; its lists are copied
     * @param retentionMs how long after its last give-up a group waits for late outputs
     */
    public CodingGroup(ErasureCode code, long retentionMs, GroupState state) {
        this.code = code;
        this.retentionMs = retentionMs;
        this.members = new ArrayList<>(state.members());
        this.outcomes = new ArrayList<>(state.outcomes());
        this.size = state.size();
        this.parities = state.parities();
        this.clearAtMs = state.clearAtMs();
    }

    /**
     * A group nothing is known of yet.
     *
     * @param clearAtMs when it is forgotten if no member comes
     */
    public static CodingGroup create(ErasureCode code, long retentionMs, long clearAtMs) {
        return new CodingGroup(code, retentionMs, GroupState.empty(code, clearAtMs));
    }

    /** What the group knows now; it does not change when the group does. */
    public GroupState state() {
        return new GroupState(size, parities, clearAtMs, List.copyOf(members), List.copyOf(outcomes));
    }

    /** What is known of the query in a slot. */
    public Status status(int slot) {
        return members.get(slot).status();
    }

    /** A query was admitted to a slot. */
    public List<Decision> member(int slot, long deadlineMs, long giveUpMs, long nowMs) {
        if (members.get(slot).status() == Status.UNKNOWN) {
            members.set(slot, new Member(Status.WAITING, deadlineMs, giveUpMs));
            clearAtMs = Math.max(clearAtMs, giveUpMs + retentionMs);
        }
        return decide(nowMs);
    }

    /**
     * The group gets no more members.
     *
     * @param members how many it has, 1 … k
     * @param parityQueries how many parity queries were sent for it, 0 … r
     */
    public List<Decision> closed(int members, int parityQueries, long nowMs) {
        if (size == GroupState.OPEN) {
            size = members;
            parities = parityQueries;
        }
        return decide(nowMs);
    }

    /**
     * An output came.
     *
     * @param index the slot, or {@code k + j} for parity query j
     * @param output {@code [c]} of the deployed model, or what the parity model puts out; not copied, not written to
     */
    public List<Decision> output(int index, float[] output, long nowMs) {
        if (!outcomes.get(index).pending()) {
            return decide(nowMs);
        }
        outcomes.set(index, new Outcome(output, null));
        if (index >= code.k() || !answeredOtherwise(index)) {
            return decide(nowMs);
        }
        List<Decision> decisions = new ArrayList<>();
        decisions.add(new Decision(index, Decision.Kind.CORRECTION, output, null));
        decisions.addAll(decide(nowMs));
        return decisions;
    }

    /**
     * An inference ended without an output: rejected, failed or expired.
     *
     * @param index the slot, or {@code k + j} for parity query j
     */
    public List<Decision> failure(int index, String reason, long nowMs) {
        if (outcomes.get(index).pending()) {
            outcomes.set(index, new Outcome(null, reason));
        }
        return decide(nowMs);
    }

    /** Time went on to {@link #nextTimeMs()} or beyond. */
    public List<Decision> timeReached(long nowMs) {
        return decide(nowMs);
    }

    /** When {@link #timeReached} must be told next, if nothing comes before: a time not yet told, or the time to forget. */
    public long nextTimeMs(long nowMs) {
        long next = clearAtMs;
        for (int slot = 0; slot < code.k(); slot++) {
            Member member = members.get(slot);
            if (member.status() == Status.WAITING) {
                boolean beforeDeadline = nowMs < member.deadlineMs();
                next = Math.min(next, beforeDeadline ? member.deadlineMs() : member.giveUpMs());
            }
        }
        return next;
    }

    /** Whether nothing more can come of this group, so that it may be forgotten. */
    public boolean finished(long nowMs) {
        return nowMs >= clearAtMs || (size != GroupState.OPEN && allAnswered() && allSettled());
    }

    /**
     * What the code makes of a slot as if its own output had not come, for comparing the two.
     *
     * @return {@code [c]}; empty while the group cannot be decoded without it
     */
    public Optional<float[]> reconstruction(int slot) {
        if (size == GroupState.OPEN || slot >= size) {
            return Optional.empty();
        }
        int missing = missing() + (outcomes.get(slot).output() == null ? 0 : 1);
        return code.parityOutput().recovers(missing, presentParities()) ? Optional.of(decode(slot)) : Optional.empty();
    }

    /** Most events decide nothing, or one slot. */
    private List<Decision> decide(long nowMs) {
        List<Decision> decisions = List.of();
        for (int slot = 0; slot < code.k(); slot++) {
            Decision decision = status(slot) == Status.WAITING ? decide(slot, nowMs) : null;
            if (decision != null) {
                members.set(slot, members.get(slot).answered(Status.of(decision.kind())));
                decisions = decisions.isEmpty() ? new ArrayList<>(code.k()) : decisions;
                decisions.add(decision);
            }
        }
        return decisions;
    }

    private Decision decide(int slot, long nowMs) {
        Member member = members.get(slot);
        Outcome own = outcomes.get(slot);
        if (own.output() != null) {
            return new Decision(slot, Decision.Kind.ORIGINAL, own.output(), null);
        }
        boolean late = nowMs >= member.deadlineMs();
        if ((late || own.failure() != null) && decodable()) {
            String reason = own.failure() != null ? own.failure() : "no output came before the deadline";
            return new Decision(slot, Decision.Kind.RECONSTRUCTED, decode(slot), reason);
        }
        if (nowMs >= member.giveUpMs() || hopeless(own)) {
            String reason = own.failure() != null ? own.failure() : NOTHING_IN_TIME;
            return new Decision(slot, Decision.Kind.DEFAULT, null, reason);
        }
        return null;
    }

    private boolean decodable() {
        return size != GroupState.OPEN && code.parityOutput().recovers(missing(), presentParities());
    }

    private int missing() {
        int missing = 0;
        for (int slot = 0; slot < size; slot++) {
            missing += outcomes.get(slot).output() == null ? 1 : 0;
        }
        return missing;
    }

    private int presentParities() {
        int present = 0;
        for (int parity = 0; parity < parities; parity++) {
            present += outcomes.get(code.k() + parity).output() != null ? 1 : 0;
        }
        return present;
    }

    /** Whether neither the query's own output nor enough of the others can still come. */
    private boolean hopeless(Outcome own) {
        if (own.failure() == null || size == GroupState.OPEN) {
            return false;
        }
        int failed = 0;
        for (int slot = 0; slot < size; slot++) {
            failed += outcomes.get(slot).failure() != null ? 1 : 0;
        }
        int possible = parities;
        for (int parity = 0; parity < parities; parity++) {
            possible -= outcomes.get(code.k() + parity).failure() != null ? 1 : 0;
        }
        return !code.parityOutput().recovers(failed, possible);
    }

    private float[] decode(int slot) {
        float[][] outputs = new float[code.k()][];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = i == slot ? null : outcomes.get(i).output();
        }
        float[][] parityOutputs = new float[code.r()][];
        for (int parity = 0; parity < parityOutputs.length; parity++) {
            parityOutputs[parity] = outcomes.get(code.k() + parity).output();
        }
        return code.parityOutput().decode(slot, size, outputs, parityOutputs);
    }

    private boolean answeredOtherwise(int slot) {
        Status status = status(slot);
        return status == Status.RECONSTRUCTED || status == Status.DEFAULT;
    }

    private boolean allAnswered() {
        for (int slot = 0; slot < size; slot++) {
            if (!status(slot).answered()) {
                return false;
            }
        }
        return true;
    }

    private boolean allSettled() {
        for (int index = 0; index < size; index++) {
            if (outcomes.get(index).pending()) {
                return false;
            }
        }
        for (int parity = 0; parity < parities; parity++) {
            if (outcomes.get(code.k() + parity).pending()) {
                return false;
            }
        }
        return true;
    }
}
