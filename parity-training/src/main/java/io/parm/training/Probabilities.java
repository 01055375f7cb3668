package io.parm.training;

/**
 * Target distributions: the deployed model's probabilities, mixed with the true label where it is known.
 *
 * @param labelShare weight of the label, 0 … 1
 */
record Probabilities(float labelShare) {

    /**
     * @param output the deployed model's logits, {@code [c]}
     * @param truth {@code {class}}, or empty
     */
    float[] of(float[] output, float[] truth) {
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
}
