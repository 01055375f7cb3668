package io.parm.job.operator;

import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.ModelInput;
import java.io.Serializable;

/**
 * Which model inputs an inference step is for, and which of them it runs. Immutable; hot.
 *
 * @param mark of this service's groups, of k slots: queries have indices from 0, parity queries from k
 * @param perGroup how many of them a group of this service has: k queries or r parity queries
 */
public record ModelInputs(GroupMark mark, int perGroup, boolean parity) implements Serializable {

    /** Queries, whatever their slot; all of them for one model. */
    public static ModelInputs queries(GroupMark mark) {
        return new ModelInputs(mark, mark.k(), false);
    }

    /**
     * Parity queries; the j-th of a group for parity model j.
     *
     * @param r parity queries of a group
     */
    public static ModelInputs parityQueries(GroupMark mark, int r) {
        return new ModelInputs(mark, r, true);
    }

    /** Whether this is one of them, whichever service made its group. */
    public boolean contains(GroupEvent event) {
        return event instanceof ModelInput input && input.index() >= mark.k(input.groupId()) == parity;
    }

    /** Whether one of them is to be run: a parity query only if this service made it, since no other group is decoded. */
    boolean runs(ModelInput input) {
        if (mark.isOthers(input.groupId())) {
            return !parity;
        }
        int position = parity ? input.index() - mark.k() : input.index();
        return position >= 0 && position < perGroup;
    }

    /** Index of the model that is to run this one. */
    int model(ModelInput input) {
        return parity ? input.index() - mark.k() : 0;
    }
}
