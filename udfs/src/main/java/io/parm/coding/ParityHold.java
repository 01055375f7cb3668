package io.parm.coding;

/**
 * Whether a group's parity queries are worth an inference: they are held for a while, sent when it is over or as soon as an original
 * ends without an output, and never sent if every original's output comes first.
 *
 * <p>Plain data for a runtime to keep; told members, outcomes and times in any order, it becomes another. Told twice, it stays as it
 * is, and a verdict is final. Immutable; hot.
 *
 * @param members of the group; {@link #UNKNOWN} before its first parity query
 * @param parities parity queries that came, a bit each
 * @param outputs slots whose output came, a bit each
 * @param failures slots that ended without an output, a bit each
 * @param verdict what becomes of the parity queries
 * @param sinceMs when the first parity query came
 * @param sendAtMs when the parity queries are sent at the latest
 * @param clearAtMs when the group is forgotten at the latest
 */
public record ParityHold(
        int members,
        int parities,
        int outputs,
        int failures,
        Verdict verdict,
        long sinceMs,
        long sendAtMs,
        long clearAtMs) {

    /** The members of a group of which no parity query has come. */
    public static final int UNKNOWN = 0;

    /** What becomes of a group's parity queries. */
    public enum Verdict {
        /** Not decided yet. */
        HELD,
        /** Each is sent, those that are still to come at once. */
        SENT,
        /** None is sent: every original's output is there. */
        NOT_NEEDED
    }

    /** A group nothing is known of yet. */
    public static ParityHold create(long clearAtMs) {
        return new ParityHold(UNKNOWN, 0, 0, 0, Verdict.HELD, 0, 0, clearAtMs);
    }

    /** Whether a parity query came before. */
    public boolean knows(int parity) {
        return contains(parities, parity);
    }

    /**
     * A parity query came; the delay counts from the group's first.
     *
     * @param groupMembers of the group, 1 … k
     */
    public ParityHold parityQuery(int parity, int groupMembers, long delayMs, long nowMs) {
        boolean first = members == UNKNOWN;
        return new ParityHold(
                        groupMembers,
                        parities | 1 << parity,
                        outputs,
                        failures,
                        verdict,
                        first ? nowMs : sinceMs,
                        first ? nowMs + delayMs : sendAtMs,
                        clearAtMs)
                .decided(nowMs);
    }

    /** An original's output came. */
    public ParityHold output(int slot, long nowMs) {
        return settled(slot) ? this : outcomes(outputs | 1 << slot, failures).decided(nowMs);
    }

    /** An original ended without an output. */
    public ParityHold failure(int slot, long nowMs) {
        return settled(slot) ? this : outcomes(outputs, failures | 1 << slot).decided(nowMs);
    }

    /** Time went on to {@link #nextTimeMs} or beyond. */
    public ParityHold timeReached(long nowMs) {
        return decided(nowMs);
    }

    /** When {@link #timeReached} must be told next, if nothing comes before. */
    public long nextTimeMs() {
        boolean waiting = verdict == Verdict.HELD && members != UNKNOWN;
        return waiting ? Math.min(sendAtMs, clearAtMs) : clearAtMs;
    }

    /** Whether every original has put out its output, and how many those are is known. */
    public boolean complete() {
        return members != UNKNOWN && Integer.bitCount(outputs) == members;
    }

    /**
     * Whether nothing more can come of this group, so that it may be forgotten.
     *
     * @param r parity queries of a group
     */
    public boolean finished(int r, long nowMs) {
        boolean allIn = Integer.bitCount(outputs | failures) == members && Integer.bitCount(parities) == r;
        return nowMs >= clearAtMs || (members != UNKNOWN && allIn);
    }

    private ParityHold decided(long nowMs) {
        if (verdict != Verdict.HELD) {
            return this;
        }
        if (failures != 0) {
            return with(Verdict.SENT);
        }
        if (complete()) {
            return with(Verdict.NOT_NEEDED);
        }
        return members != UNKNOWN && nowMs >= sendAtMs ? with(Verdict.SENT) : this;
    }

    private boolean settled(int slot) {
        return contains(outputs | failures, slot);
    }

    private ParityHold outcomes(int newOutputs, int newFailures) {
        return new ParityHold(members, parities, newOutputs, newFailures, verdict, sinceMs, sendAtMs, clearAtMs);
    }

    private ParityHold with(Verdict decision) {
        return new ParityHold(members, parities, outputs, failures, decision, sinceMs, sendAtMs, clearAtMs);
    }

    private static boolean contains(int bits, int index) {
        return (bits >> index & 1) == 1;
    }
}
