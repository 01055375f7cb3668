package io.parm.training;

import io.parm.training.engine.Loss;

/**
 * Target distributions: the deployed model's probabilities, mixed with the true label where it is known.
 *
 * @param labelShare weight of the label, 0 … 1
 */
record Probabilities(float labelShare) implements AnswerTarget {

    @Override
    public float[] of(float[] output, float[] truth) {
        float[] distribution = Outputs.softmax(output);
        if (truth.length == 0) {
            return distribution;
        }
        for (int i = 0; i < distribution.length; i++) {
            distribution[i] *= 1 - labelShare;
        }
        distribution[(int) truth[0]] += labelShare;
        return distribution;
    }

    @Override
    public Loss loss() {
        return Loss.CROSS_ENTROPY;
    }
}
