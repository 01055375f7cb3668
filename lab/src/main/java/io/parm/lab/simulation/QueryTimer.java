package io.parm.lab.simulation;

import io.parm.lab.emulation.TimeHeap;

/**
 * Comes to each unanswered query in turn, the same time after its arrival: queries come in order, so their times do too. Not
 * thread-safe; hot: O(1) a query.
 */
final class QueryTimer {

    private final GroupRing groups;
    private final long afterNanos;
    private long group;
    private int slot;

    QueryTimer(GroupRing groups, long afterNanos) {
        this.groups = groups;
        this.afterNanos = afterNanos;
    }

    /** When the next unanswered query's time is, or {@link TimeHeap#NEVER} if there is none yet. */
    long nextNanos() {
        while (true) {
            if (groups.isGone(group)) {
                group = groups.first();
                slot = 0;
            }
            if (group == groups.end()) {
                return TimeHeap.NEVER;
            }
            if (slot < groups.size(group)) {
                if (!groups.isAnswered(group, slot)) {
                    return groups.arrivalNanos(group, slot) + afterNanos;
                }
                slot++;
            } else if (groups.isOpen(group)) {
                return TimeHeap.NEVER;
            } else {
                group++;
                slot = 0;
            }
        }
    }

    /** The group of the query that {@link #nextNanos} spoke of. */
    long group() {
        return group;
    }

    int slot() {
        return slot;
    }

    /** The query's time has come. */
    void pass() {
        slot++;
    }
}
