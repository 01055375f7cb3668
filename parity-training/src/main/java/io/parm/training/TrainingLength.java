package io.parm.training;

/**
 * When a training ends.
 *
 * @param maxEpochs never more epochs than this
 * @param maxSeconds as many epochs as fit into this, but one at least; 0 for no limit
 * @param patience ends after this many epochs without a better one; 0 for never
 */
record TrainingLength(int maxEpochs, double maxSeconds, int patience) {

    /** How many epochs it will be, as far as the epochs so far tell; never fewer than there were. */
    int epochs(Attempt.State state) {
        if (maxSeconds == 0 || state.epoch() == 0) {
            return maxEpochs;
        }
        int fitting = (int) (maxSeconds * state.epoch() / state.seconds());
        return Math.max(state.epoch(), Math.min(maxEpochs, fitting));
    }

    boolean isReached(Attempt.State state) {
        return state.epoch() >= epochs(state) || (patience > 0 && state.epoch() - state.bestEpoch() >= patience);
    }
}
