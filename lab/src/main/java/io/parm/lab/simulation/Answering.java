package io.parm.lab.simulation;

import io.parm.lab.simulation.SimulationResult.Answers;
import org.HdrHistogram.Histogram;

/**
 * Decides what answers each query, and when, as {@code io.parm.coding.CodingGroup} does; keeps the latencies. Not thread-safe; hot.
 */
final class Answering {

    /** Latencies to a ten-thousandth: 20 ms to 2 µs. */
    private static final int DIGITS = 4;

    private final GroupRing groups;
    private final boolean perSlot;
    private final int k;
    private final int r;
    private final long deadlineNanos;
    private final long overheadNanos;
    private final Histogram latencies = new Histogram(DIGITS);
    private long originals;
    private long reconstructed;
    private long defaults;
    private long corrections;

    Answering(GroupRing groups, Policy.Code code, long deadlineNanos, long overheadNanos) {
        this.groups = groups;
        this.perSlot = code.perSlot();
        this.k = code.k();
        this.r = code.r();
        this.deadlineNanos = deadlineNanos;
        this.overheadNanos = overheadNanos;
    }

    /** A query's own output came. */
    void output(long group, int slot, long nowNanos) {
        if (groups.isGone(group)) {
            corrections++;
            return;
        }
        groups.output(group, slot);
        if (groups.isAnswered(group, slot)) {
            corrections++;
        } else {
            originals++;
            answer(group, slot, nowNanos);
        }
        decide(group, nowNanos);
    }

    /** A parity output came. */
    void parityOutput(long group, long nowNanos) {
        if (!groups.isGone(group)) {
            groups.parityOutput(group);
            decide(group, nowNanos);
        }
    }

    /** A query's own inference failed. */
    void failure(long group, int slot, long nowNanos) {
        if (!groups.isGone(group)) {
            groups.failed(group, slot);
            decide(group, nowNanos);
        }
    }

    /** The inference of a parity query failed. */
    void parityFailure(long group, long nowNanos) {
        if (!groups.isGone(group)) {
            groups.parityFailed(group);
            decide(group, nowNanos);
        }
    }

    /** The group got its last query. */
    void closed(long group, long nowNanos) {
        decide(group, nowNanos);
    }

    /** A query's deadline has come. */
    void deadline(long group, long nowNanos) {
        decide(group, nowNanos);
    }

    /** An unanswered query's give-up has come. */
    void giveUp(long group, int slot, long nowNanos) {
        defaults++;
        answer(group, slot, nowNanos);
    }

    long answered() {
        return originals + reconstructed + defaults;
    }

    Answers answers() {
        return new Answers(originals, reconstructed, defaults, corrections);
    }

    Histogram latencies() {
        return latencies;
    }

    private void decide(long group, long nowNanos) {
        if (groups.isGone(group) || groups.isOpen(group)) {
            return;
        }
        boolean decodable = decodable(group);
        boolean hopeless = !decodable && groups.failures(group) > 0 && hopeless(group);
        int size = groups.size(group);
        for (int slot = 0; (decodable || hopeless) && slot < size; slot++) {
            if (groups.isAnswered(group, slot)) {
                continue;
            }
            boolean failed = groups.hasFailed(group, slot);
            if (decodable && (failed || nowNanos >= groups.arrivalNanos(group, slot) + deadlineNanos)) {
                reconstructed++;
                answer(group, slot, nowNanos);
            } else if (hopeless && failed) {
                defaults++;
                answer(group, slot, nowNanos);
            }
        }
    }

    /** Whether those of the group's queries that failed cannot be reconstructed any more. */
    private boolean hopeless(long group) {
        boolean hasParity = perSlot || groups.size(group) == k;
        int possible = hasParity ? r - groups.parityFailures(group) : 0;
        return perSlot ? possible == 0 : groups.failures(group) > possible;
    }

    private boolean decodable(long group) {
        int parities = groups.parities(group);
        return perSlot ? parities > 0 : groups.missing(group) <= parities;
    }

    private void answer(long group, int slot, long nowNanos) {
        latencies.recordValue(nowNanos - groups.arrivalNanos(group, slot) + overheadNanos);
        groups.answer(group, slot);
    }
}
