package io.parm.training.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
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
    },

    /**
     * What two boxes {@code {cx, cy, w, h}} do not share: 1 − generalised IoU, which has a slope for boxes that are apart too (Rezatofighi
     * and others, CVPR 2019), and 2.5 times the sum of the four differences (the shares of Carion and others, ECCV 2020).
     */
    BOX_OVERLAP {
        @Override
        NDArray rows(NDArray outputs, NDArray targets) {
            NDArray low = corner(outputs, -0.5f);
            NDArray high = corner(outputs, 0.5f);
            NDArray targetLow = corner(targets, -0.5f);
            NDArray targetHigh = corner(targets, 0.5f);
            NDArray shared = area(high.minimum(targetHigh).sub(low.maximum(targetLow)));
            NDArray union = area(high.sub(low))
                    .add(area(targetHigh.sub(targetLow)))
                    .sub(shared)
                    .add(TINY);
            NDArray hull =
                    area(high.maximum(targetHigh).sub(low.minimum(targetLow))).add(TINY);
            NDArray generalisedIou = shared.div(union).sub(hull.sub(union).div(hull));
            NDArray differences = outputs.sub(targets).abs().sum(new int[] {-1});
            return differences.mul(DIFFERENCES).sub(generalisedIou).add(1);
        }
    };

    private static final float DIFFERENCES = 2.5f;

    /** Area that keeps a quotient a number where boxes have none. */
    private static final float TINY = 1e-6f;

    private static final NDIndex MIDDLE = new NDIndex("..., 0:2");
    private static final NDIndex SIZE = new NDIndex("..., 2:4");

    private static NDArray corner(NDArray boxes, float side) {
        return boxes.get(MIDDLE).add(boxes.get(SIZE).mul(side));
    }

    /** Of sides {@code [n, 2]}; 0 where one is negative. */
    private static NDArray area(NDArray sides) {
        return sides.maximum(0).prod(new int[] {-1});
    }

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
