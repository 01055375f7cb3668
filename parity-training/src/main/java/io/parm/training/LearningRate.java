package io.parm.training;

/**
 * The learning rate by step: a linear warm-up, then half a cosine down to nearly nothing.
 *
 * @param peak the largest rate
 * @param steps of the whole training
 */
record LearningRate(double peak, int steps) {

    private static final double WARM_UP_SHARE = 0.05;
    private static final double FINAL_SHARE = 0.01;

    /** @param step from 0 */
    double at(int step) {
        double warmUp = Math.max(1, steps * WARM_UP_SHARE);
        if (step < warmUp) {
            return peak * (step + 1) / warmUp;
        }
        double progress = Math.min(1, (step - warmUp) / Math.max(1, steps - warmUp));
        return peak * (FINAL_SHARE + (1 - FINAL_SHARE) * (1 + Math.cos(Math.PI * progress)) / 2);
    }
}
