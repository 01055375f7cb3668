package io.parm.job.operator;

import io.parm.coding.ParityHold;
import io.parm.job.stream.ModelInput;
import java.util.ArrayList;
import java.util.List;

/** A group whose parity queries may be held: what decides on them, and those that are. Not thread-safe; hot. */
final class HeldGroup extends DueGroup {

    private final List<ModelInput> parityQueries = new ArrayList<>(1);
    private ParityHold hold;

    HeldGroup(String id, ParityHold hold) {
        super(id, hold.nextTimeMs());
        this.hold = hold;
    }

    ParityHold hold() {
        return hold;
    }

    void hold(ParityHold next) {
        hold = next;
    }

    /** Those that are held; to be changed by who holds them. */
    List<ModelInput> parityQueries() {
        return parityQueries;
    }
}
