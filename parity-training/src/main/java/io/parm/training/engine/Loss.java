package io.parm.training.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

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
     * The loss of outputs that a network has put out already.
     *
     * @param outputs {@code [targets.size, output]}, row-major
     */
    public double of(float[] outputs, Targets targets) {
        try (NDManager scope = Engine.getEngine("PyTorch").newBaseManager()) {
            NDArray array = scope.create(outputs, new Shape(targets.size(), outputs.length / targets.size()));
            return of(scope, array, targets).getFloat();
        }
    }

    /**
     * The loss of a batch, a scalar.
     *
     * @param scope of what is computed
     * @param outputs the network's outputs, {@code [targets.size, output]}
     */
    NDArray of(NDManager scope, NDArray outputs, Targets targets) {
        Shape rows = new Shape(targets.weights().length, targets.rowSize());
        NDArray values = scope.create(targets.values(), rows);
        NDArray weights = scope.create(targets.weights());
        return rows(decoded(scope, outputs, targets).reshape(rows), values)
                .mul(weights)
                .sum()
                .div(weights.sum());
    }

    private static NDArray decoded(NDManager scope, NDArray outputs, Targets targets) {
        if (targets.decoding() == null) {
            return outputs;
        }
        int rowsPerExample = targets.rowsPerExample();
        NDArray scales = scope.create(targets.decoding().scales(), new Shape(targets.size(), rowsPerExample, 1));
        NDArray offsets = scope.create(
                targets.decoding().offsets(), new Shape(targets.size(), rowsPerExample, targets.rowSize()));
        return outputs.expandDims(1).mul(scales).add(offsets);
    }
}
