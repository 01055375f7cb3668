package io.parm.training.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains a network with AdamW, one batch at a time. Holds native memory for the moments of the gradients; one thread.
 *
 * <p>What a step allocates natively is released when it returns, so memory stays flat over any number of steps.
 */
public final class Trainer implements AutoCloseable {

    private static final float MEAN_DECAY = 0.9f;
    private static final float VARIANCE_DECAY = 0.999f;
    private static final float EPSILON = 1e-8f;
    private static final float NO_CLIPPING = -1;

    private final Network network;
    private final NDManager manager;
    private final float weightDecay;
    private final List<Moments> moments = new ArrayList<>();
    private int steps;

    /** A parameter and the running means of its gradient and of its square. */
    private record Moments(NDArray parameter, NDArray mean, NDArray variance) {}

    /**
     * @param network what to train; stays the caller's
     * @param weightDecay AdamW's decoupled decay per unit of learning rate; biases and normalisations are not decayed
     */
    public Trainer(Network network, double weightDecay) {
        this.network = network;
        this.manager = network.manager().newSubManager();
        this.weightDecay = (float) weightDecay;
        for (NDArray parameter : network.parameters().values()) {
            moments.add(
                    new Moments(parameter, manager.zeros(parameter.getShape()), manager.zeros(parameter.getShape())));
        }
    }

    /**
     * Sets what the engine draws at random (dropout) and how many threads one operation may use, for the whole process.
     *
     * @param seed the same seed gives the same draws
     * @param threads at least 1
     */
    public static void configureEngine(int seed, int threads) {
        Engine.getEngine("PyTorch").setRandomSeed(seed);
        JniUtils.setNumThreads(threads);
    }

    /**
     * Moves the network's weights one step down the loss of a batch.
     *
     * @return the loss before the step
     */
    public float step(Batch batch, Loss loss, double learningRate) {
        try (NDManager scope = manager.newSubManager();
                GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            int rows = batch.weights().length;
            NDArray targets = scope.create(batch.targets(), new Shape(rows, batch.targets().length / rows));
            NDArray weights = scope.create(batch.weights());
            NDArray outputs = network.forward(scope, batch.inputs(), batch.size(), true);
            NDArray value = loss.of(rows(scope, outputs, batch), targets, weights);
            collector.backward(value);
            update(learningRate);
            return value.getFloat();
        }
    }

    private static NDArray rows(NDManager scope, NDArray outputs, Batch batch) {
        if (batch.decoding() == null) {
            return outputs;
        }
        int rowsPerExample = batch.weights().length / batch.size();
        NDArray scales = scope.create(batch.decoding().scales(), new Shape(batch.size(), rowsPerExample, 1));
        NDArray offsets = scope.create(
                batch.decoding().offsets(),
                new Shape(batch.size(), rowsPerExample, batch.targets().length / batch.weights().length));
        return outputs.expandDims(1).mul(scales).add(offsets);
    }

    private void update(double learningRate) {
        steps++;
        double meanCorrection = 1 - Math.pow(MEAN_DECAY, steps);
        double varianceCorrection = 1 - Math.pow(VARIANCE_DECAY, steps);
        float corrected = (float) (learningRate * Math.sqrt(varianceCorrection) / meanCorrection);
        for (Moments moment : moments) {
            boolean decayed = moment.parameter().getShape().dimension() > 1;
            try (NDArray gradient = moment.parameter().getGradient()) {
                moment.parameter()
                        .getNDArrayInternal()
                        .adamUpdate(
                                new NDList(moment.parameter(), gradient, moment.mean(), moment.variance()),
                                new NDList(moment.parameter()),
                                (float) learningRate,
                                corrected,
                                decayed ? weightDecay : 0,
                                1,
                                NO_CLIPPING,
                                MEAN_DECAY,
                                VARIANCE_DECAY,
                                EPSILON,
                                false,
                                true);
                JniUtils.zeroGrad((PtNDArray) moment.parameter());
            }
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
