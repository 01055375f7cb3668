package io.parm.training.engine;

import ai.djl.ndarray.NDArray;

/** What training makes small: the mean over the rows of a batch, by their weights. */
public enum Loss {

    /** Cross-entropy of {@code softmax(output)} against a target distribution: labels, or the deployed model's probabilities. */
    CROSS_ENTROPY {
        @Override
        NDArray rows(NDArray outputs, NDArray targets) {
            return outputs.logSoftmax(-1).mul(targets).sum(new int[] {-1}).neg();
        }
    },

    /** Mean squared difference between the output and a target output (the paper's, on raw logits). */
    SQUARED_ERROR {
        @Override
        NDArray rows(NDArray outputs, NDArray targets) {
            return outputs.sub(targets).square().mean(new int[] {-1});
        }
    };

    /** One loss per row. */
    abstract NDArray rows(NDArray outputs, NDArray targets);

    /**
     * The loss of a batch, a scalar.
     *
     * @param outputs the network's outputs; reshaped to the targets' rows
     * @param targets {@code [rows, c]}
     * @param weights {@code [rows]}
     */
    NDArray of(NDArray outputs, NDArray targets, NDArray weights) {
        return rows(outputs.reshape(targets.getShape()), targets)
                .mul(weights)
                .sum()
                .div(weights.sum());
    }
}
