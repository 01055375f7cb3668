package io.parm.training;

import io.parm.training.engine.Loss;

/**
 * Boxes between the deployed model's and the true one, where that is known.
 *
 * @param labelShare weight of the true box, 0 … 1
 */
record MixedBox(float labelShare) implements AnswerTarget {

    @Override
    public float[] of(float[] output, float[] truth) {
        float[] box = output.clone();
        for (int i = 0; i < truth.length; i++) {
            box[i] += labelShare * (truth[i] - output[i]);
        }
        return box;
    }

    @Override
    public Loss loss() {
        return Loss.BOX_OVERLAP;
    }
}
