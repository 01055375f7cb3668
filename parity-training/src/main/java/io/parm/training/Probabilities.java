package io.parm.training;

/**
 * Target distributions: the deployed model's probabilities, mixed with the true label.
 *
 * @param labelShare weight of the label, 0 … 1
 */
record Probabilities(float labelShare) {

    /** @param output the deployed model's logits, {@code [c]} */
    float[] of(float[] output, int label) {
        float[] distribution = Outputs.softmax(output);
        for (int i = 0; i < distribution.length; i++) {
            distribution[i] *= 1 - labelShare;
        }
        distribution[label] += labelShare;
        return distribution;
    }
}
