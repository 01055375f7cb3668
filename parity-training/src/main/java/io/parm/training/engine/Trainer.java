package io.parm.training.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Share of the weights' moving average that a step keeps, in the long run: it averages over about a thousand steps. */
    private static final float AVERAGE_DECAY = 0.999f;

    private final Network network;
    private final NDManager manager;
    private final float weightDecay;
    private final List<Moments> moments = new ArrayList<>();
    private int steps;

    /** A parameter, the running means of its gradient and of its square, and its own moving average. */
    private record Moments(NDArray parameter, NDArray mean, NDArray variance, NDArray average) {}

    /**
     * @param network what to train; stays the caller's
     * @param weightDecay AdamW's decoupled decay per unit of learning rate; biases and normalisations are not decayed
     */
    public Trainer(Network network, double weightDecay) {
        this.network = network;
        this.manager = network.manager().newSubManager();
        this.weightDecay = (float) weightDecay;
        for (NDArray parameter : network.parameters().values()) {
            NDArray average = manager.zeros(parameter.getShape());
            parameter.copyTo(average);
            moments.add(new Moments(
                    parameter, manager.zeros(parameter.getShape()), manager.zeros(parameter.getShape()), average));
        }
    }

    /**
     * Runs something while the network has the moving average of its weights, which does better than the last step's.
     *
     * @return what {@code task} returns
     */
    public <T> T averaged(Task<T> task) throws IOException {
        try (NDManager scope = manager.newSubManager()) {
            List<NDArray> last = new ArrayList<>();
            for (Moments moment : moments) {
                NDArray copy = scope.zeros(moment.parameter().getShape());
                moment.parameter().copyTo(copy);
                last.add(copy);
                moment.average().copyTo(moment.parameter());
            }
            try {
                return task.run();
            } finally {
                for (int i = 0; i < last.size(); i++) {
                    last.get(i).copyTo(moments.get(i).parameter());
                }
            }
        }
    }

    /** Something to do with the averaged weights. */
    @FunctionalInterface
    public interface Task<T> {

        T run() throws IOException;
    }

    /** Writes what a later trainer of the same network needs to go on as if it had not stopped; the weights are the network's to save. */
    public void save(Path file) throws IOException {
        NDList all = new NDList();
        moments.forEach(moment -> all.addAll(List.of(moment.mean(), moment.variance(), moment.average())));
        try (NDManager scope = manager.newSubManager();
                OutputStream out = Files.newOutputStream(file)) {
            all.add(scope.create(steps));
            all.encode(out);
        }
    }

    /** @throws IOException if the file cannot be read or is of another network */
    public void restore(Path file) throws IOException {
        try (NDManager scope = manager.newSubManager();
                InputStream in = Files.newInputStream(file)) {
            NDList all = NDList.decode(scope, in);
            if (all.size() != 3 * moments.size() + 1) {
                throw new IOException(file + " is of another network");
            }
            for (int i = 0; i < moments.size(); i++) {
                all.get(3 * i).copyTo(moments.get(i).mean());
                all.get(3 * i + 1).copyTo(moments.get(i).variance());
                all.get(3 * i + 2).copyTo(moments.get(i).average());
            }
            steps = all.get(3 * moments.size()).getInt();
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
            NDArray outputs =
                    network.forward(scope, batch.inputs(), batch.targets().size(), true);
            NDArray value = loss.of(scope, outputs, batch.targets());
            collector.backward(value);
            updateWithoutGradients(learningRate);
            return value.getFloat();
        }
    }

    /** With gradients the moving averages would become results of all steps so far, and the engine would keep every one of them. */
    private void updateWithoutGradients(double learningRate) {
        JniUtils.setGradMode(false);
        try {
            update(learningRate);
        } finally {
            JniUtils.setGradMode(true);
        }
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
            average(moment);
        }
    }

    private void average(Moments moment) {
        float decay = Math.min(AVERAGE_DECAY, (1f + steps) / (10f + steps));
        try (NDArray share = moment.parameter().mul(1 - decay)) {
            moment.average().muli(decay).addi(share);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
