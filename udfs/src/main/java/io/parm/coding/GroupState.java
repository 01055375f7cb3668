package io.parm.coding;

import java.util.Collections;
import java.util.List;

/**
 * All that a coding group knows, as plain data for a runtime to keep.
 *
 * @param size members of the group once it is closed; {@link #OPEN} before
 * @param parities parity queries that were sent for it; 0 while open
 * @param clearAtMs when the group is forgotten at the latest
 * @param members one per slot, k in all
 * @param outcomes one per output of the code, the k slots' first, then the r parities'
 */
public record GroupState(int size, int parities, long clearAtMs, List<Member> members, List<Outcome> outcomes) {

    /** The size of a group that may still get members. */
    public static final int OPEN = -1;

    /** What is known of the query in a slot. */
    public enum Status {
        /** Not heard of yet, or an empty slot. */
        UNKNOWN,
        /** Admitted and without an answer. */
        WAITING,
        /** Answered with its own output. */
        ORIGINAL,
        /** Answered with a reconstruction. */
        RECONSTRUCTED,
        /** Answered with the service's default output. */
        DEFAULT;

        /** What answers of a kind make of a query. */
        static Status of(Decision.Kind kind) {
            return switch (kind) {
                case ORIGINAL -> ORIGINAL;
                case RECONSTRUCTED -> RECONSTRUCTED;
                case DEFAULT -> DEFAULT;
                case CORRECTION -> throw new IllegalArgumentException("a correction is no answer");
            };
        }

        /** Whether the query has its answer. */
        public boolean answered() {
            return this != UNKNOWN && this != WAITING;
        }
    }

    /**
     * @param deadlineMs from when on a reconstruction may answer
     * @param giveUpMs from when on the default answers
     */
    public record Member(Status status, long deadlineMs, long giveUpMs) {

        static final Member UNKNOWN = new Member(Status.UNKNOWN, 0, 0);

        Member answered(Status by) {
            return new Member(by, deadlineMs, giveUpMs);
        }
    }

    /**
     * What became of one inference: pending while both are {@code null}. Owns its array.
     *
     * @param output the model's output, or {@code null}
     * @param failure why there is none, or {@code null}
     */
    public record Outcome(float[] output, String failure) {

        static final Outcome PENDING = new Outcome(null, null);

        boolean pending() {
            return output == null && failure == null;
        }
    }

    /** Whether it has the slots and the parity queries of a group of this code. */
    public boolean isOf(ErasureCode code) {
        return members.size() == code.k() && outcomes.size() == code.k() + code.r();
    }

    static GroupState empty(ErasureCode code, long clearAtMs) {
        return new GroupState(
                OPEN,
                0,
                clearAtMs,
                Collections.nCopies(code.k(), Member.UNKNOWN),
                Collections.nCopies(code.k() + code.r(), Outcome.PENDING));
    }
}
