package io.parm.job.operator;

import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.ModelInput;
import java.io.Serializable;

/**
 * Which model inputs an inference step runs.
 *
 * @param k slots of a group: queries have indices from 0, parity queries from k
 */
public record ModelInputs(int k, boolean parity) implements Serializable {

    /** Queries, whatever their slot; all of them for one model. */
    public static ModelInputs queries(int k) {
        return new ModelInputs(k, false);
    }

    /** Parity queries; the j-th of a group for parity model j. */
    public static ModelInputs parityQueries(int k) {
        return new ModelInputs(k, true);
    }

    public boolean contains(GroupEvent event) {
        return event instanceof ModelInput input && input.index() >= k == parity;
    }

    /** Index of the model that is to run this one. */
    int model(ModelInput input) {
        return parity ? input.index() - k : 0;
    }
}
