package io.parm.training;

/**
 * The learning rate over a training: a linear warm-up, then half a cosine down to nearly nothing.
 *
 * @param peak the largest rate
 */
record LearningRate(double peak) {

    private static final double WARM_UP_SHARE = 0.05;
    private static final double FINAL_SHARE = 0.01;

    /** @param progress share of the training that is done, 0 … 1 */
    double at(double progress) {
        if (progress < WARM_UP_SHARE) {
            return peak * (FINAL_SHARE + (1 - FINAL_SHARE) * progress / WARM_UP_SHARE);
        }
        double cooling = Math.min(1, (progress - WARM_UP_SHARE) / (1 - WARM_UP_SHARE));
        return peak * (FINAL_SHARE + (1 - FINAL_SHARE) * (1 + Math.cos(Math.PI * cooling)) / 2);
    }
}
