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
        if (groups.isGone(group) || groups.isOpen(group) || !decodable(group)) {
            return;
        }
        int size = groups.size(group);
        for (int slot = 0; slot < size; slot++) {
            if (!groups.isAnswered(group, slot) && nowNanos >= groups.arrivalNanos(group, slot) + deadlineNanos) {
                reconstructed++;
                answer(group, slot, nowNanos);
            }
        }
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
