package io.parm.job.operator;

import org.apache.flink.runtime.state.heap.AbstractHeapPriorityQueueElement;

/** A group of which something is still to come, and when it is to be told the time. Not thread-safe; hot. */
abstract class DueGroup extends AbstractHeapPriorityQueueElement {

    private final String id;
    private long dueMs;

    DueGroup(String id, long dueMs) {
        this.id = id;
        this.dueMs = dueMs;
    }

    final String id() {
        return id;
    }

    /** When the group is to be told the time, unless it is over by then. */
    final long dueMs() {
        return dueMs;
    }

    /** For {@link LiveGroups}, which orders groups by it. */
    final void dueAt(long timeMs) {
        dueMs = timeMs;
    }
}
