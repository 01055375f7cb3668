package io.parm.job.operator;

import io.parm.coding.CodingGroup;
import io.parm.job.stream.Envelope;

/** A coding group that is not over: what decides, and what its answers need. Not thread-safe; hot. */
final class LiveGroup extends DueGroup {

    private final CodingGroup coding;
    private final Envelope[] envelopes;

    /** @param k slots of the group */
    LiveGroup(String id, CodingGroup coding, int k) {
        super(id, coding.nextTimeMs(Long.MIN_VALUE));
        this.coding = coding;
        this.envelopes = new Envelope[k];
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
}
