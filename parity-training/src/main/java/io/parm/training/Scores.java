package io.parm.training;

/**
 * What reconstructions came to.
 *
 * @param accuracy mean score against the truth (the paper's A_d), 0 … 1; not a number if nothing is known of any sample
 * @param agreement mean score against what the deployed model puts out, 0 … 1
 * @param scenarios reconstructions measured
 */
record Scores(double accuracy, double agreement, int scenarios) {

    /** What chooses a checkpoint: without truth, the reconstruction that agrees most is the best. */
    double scoreOrAgreement() {
        return Double.isNaN(accuracy) ? agreement : accuracy;
    }
}
