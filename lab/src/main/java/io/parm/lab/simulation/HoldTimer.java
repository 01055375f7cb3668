package io.parm.lab.simulation;

import io.parm.lab.emulation.TimeHeap;

/**
 * Comes to each closed group in turn, the same time after it closed, unless all of its own outputs are there by then. Not thread-safe;
 * hot: O(1) a group.
 */
final class HoldTimer {

    private final GroupRing groups;
    private final long afterNanos;
    private long group;

    HoldTimer(GroupRing groups, long afterNanos) {
        this.groups = groups;
        this.afterNanos = afterNanos;
    }

    /** When the next group's time is, or {@link TimeHeap#NEVER} if there is none yet. */
    long nextNanos() {
        while (true) {
            if (groups.isGone(group)) {
                group = groups.first();
            }
            if (group == groups.end() || groups.isOpen(group)) {
                return TimeHeap.NEVER;
            }
            if (groups.missing(group) > 0) {
                return groups.closingNanos(group) + afterNanos;
            }
            group++;
        }
    }

    /** The group's time has come; returns the group. */
    long pass() {
        return group++;
    }
}
