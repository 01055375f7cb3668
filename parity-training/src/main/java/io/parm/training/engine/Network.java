package io.parm.training.engine;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Pair;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * A TorchScript module open in the engine, its parameters trainable. Holds native memory; one thread.
 *
 * <p>The module is never frozen, so a saved file can be trained again.
 */
public final class Network implements AutoCloseable {

    private static final String SUFFIX = ".pt";

    private final Model model;
    private final PtSymbolBlock block;
    private final int[] inputShape;

    private Network(Model model, int[] inputShape) {
        this.model = model;
        this.block = (PtSymbolBlock) model.getBlock();
        this.inputShape = inputShape.clone();
    }

    /**
     * Opens a TorchScript file.
     *
     * @param file named {@code *.pt}
     * @param inputShape shape of one input, without batch axis
     * @throws IOException if the file cannot be read or is not TorchScript; the message names it
     */
    public static Network open(Path file, int[] inputShape) throws IOException {
        String name = file.getFileName().toString();
        if (!name.endsWith(SUFFIX)) {
            throw new IllegalArgumentException("a model file must be named *" + SUFFIX + " but is " + file);
        }
        Model model = Model.newInstance(name, "PyTorch");
        try {
            model.load(
                    file.toAbsolutePath().getParent(),
                    name.substring(0, name.length() - SUFFIX.length()),
                    Map.of("trainParam", "true"));
        } catch (IOException | MalformedModelException | EngineException e) {
            model.close();
            throw new IOException(file + " cannot be loaded as TorchScript: " + e.getMessage(), e);
        }
        return new Network(model, inputShape);
    }

    /**
     * The outputs for a batch, by running statistics and without dropout: what serving computes.
     *
     * @param inputs {@code [size, …inputShape]}, row-major
     * @param size inputs in the batch
     * @return {@code [size, outputs]}, row-major
     */
    public float[] outputs(float[] inputs, int size) {
        try (NDManager scope = manager().newSubManager()) {
            return forward(scope, inputs, size, false).toFloatArray();
        }
    }

    /**
     * The outputs of a batch, in {@code scope}. Evaluation runs without gradients but not in the engine's inference mode, whose
     * tensors the graph that training has specialised would refuse.
     */
    NDArray forward(NDManager scope, float[] inputs, int size, boolean training) {
        long[] shape = new long[inputShape.length + 1];
        shape[0] = size;
        for (int axis = 0; axis < inputShape.length; axis++) {
            shape[axis + 1] = inputShape[axis];
        }
        NDList input = new NDList(scope.create(inputs, new Shape(shape)));
        switchTo(training);
        boolean gradients = JniUtils.isGradMode();
        JniUtils.setGradMode(training);
        try {
            return IValueUtils.forward(block, input, true).singletonOrThrow();
        } finally {
            JniUtils.setGradMode(gradients);
        }
    }

    /** Switches batch normalisation and dropout, behind the back of DJL's block, which believes at first that a module trains. */
    private void switchTo(boolean training) {
        if (training) {
            JniUtils.enableTrainingMode(block);
        } else {
            JniUtils.enableInferenceMode(block);
        }
    }

    /** The trainable tensors by name, in the module's order; owned by this network. */
    Map<String, NDArray> parameters() {
        Map<String, NDArray> parameters = new LinkedHashMap<>();
        for (Pair<String, Parameter> entry : block.getDirectParameters()) {
            parameters.put(entry.getKey(), entry.getValue().getArray());
        }
        return parameters;
    }

    /** Trainable floats. */
    public long parameterCount() {
        return parameters().values().stream().mapToLong(NDArray::size).sum();
    }

    /**
     * Starts from another network's weights: copies each parameter that this network has too, by name and shape.
     *
     * @return how many parameters were copied
     */
    public int startFrom(Network other) {
        Map<String, NDArray> theirs = other.parameters();
        int copied = 0;
        for (Map.Entry<String, NDArray> mine : parameters().entrySet()) {
            NDArray their = theirs.get(mine.getKey());
            if (their != null && their.getShape().equals(mine.getValue().getShape())) {
                their.copyTo(mine.getValue());
                copied++;
            }
        }
        return copied;
    }

    /** Forgets what was learned: Kaiming's normal weights, normalisations of 1 and biases of 0, as untrained modules of ours start. */
    public void forget(long seed) {
        Random random = new Random(seed);
        parameters().forEach((name, parameter) -> {
            long[] shape = parameter.getShape().getShape();
            float[] values = new float[(int) parameter.size()];
            double deviation = shape.length < 2 ? 0 : Math.sqrt(2.0 * shape[0] / values.length);
            float mean = shape.length < 2 && name.endsWith("weight") ? 1 : 0;
            for (int i = 0; i < values.length; i++) {
                values[i] = mean + (float) (random.nextGaussian() * deviation);
            }
            try (NDArray initial = manager().create(values, parameter.getShape())) {
                initial.copyTo(parameter);
            }
        });
    }

    /** Writes the module with PyTorch's own writer, in evaluation mode; an existing file is replaced. */
    public void save(Path file) throws IOException {
        switchTo(false);
        try (OutputStream out = Files.newOutputStream(file)) {
            JniUtils.writeModule(block, out, false);
        }
    }

    NDManager manager() {
        return model.getNDManager();
    }

    @Override
    public void close() {
        model.close();
    }
}
