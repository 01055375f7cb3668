package io.parm.job.operator;

import io.parm.coding.CodingGroup;
import io.parm.job.stream.Envelope;
import org.apache.flink.runtime.state.heap.AbstractHeapPriorityQueueElement;

/** A coding group that is not over: what decides, what its answers need, and when it is to be told the time. Not thread-safe; hot. */
final class LiveGroup extends AbstractHeapPriorityQueueElement {

    private final String id;
    private final CodingGroup coding;
    private final Envelope[] envelopes;
    private long dueMs;

    /** @param k slots of the group */
    LiveGroup(String id, CodingGroup coding, int k) {
        this.id = id;
        this.coding = coding;
        this.envelopes = new Envelope[k];
        this.dueMs = coding.nextTimeMs(Long.MIN_VALUE);
    }

    String id() {
        return id;
    }

    CodingGroup coding() {
        return coding;
    }

    /** Slots, with a query or without. */
    int slots() {
        return envelopes.length;
    }

    /** The query in a slot, or {@code null}. */
    Envelope envelope(int slot) {
        return envelopes[slot];
    }

    void put(int slot, Envelope envelope) {
        envelopes[slot] = envelope;
    }

    /** When the group is to be told the time, unless it is over by then. */
    long dueMs() {
        return dueMs;
    }

    /** For {@link LiveGroups}, which orders groups by it. */
    void dueAt(long timeMs) {
        dueMs = timeMs;
    }
}
