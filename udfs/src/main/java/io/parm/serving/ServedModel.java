package io.parm.serving;

import io.parm.inference.Devices;
import io.parm.inference.InferenceRequest;
import io.parm.inference.InferenceResult;
import io.parm.inference.Instance;
import io.parm.inference.InstanceFactory;
import io.parm.inference.InstancePool;
import io.parm.inference.protocol.Tensor;
import io.parm.inference.protocol.TensorNames;
import io.parm.model.ModelFile;
import io.parm.serving.RefusedException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One model with its pool of instances. Thread-safe; hot. */
final class ServedModel implements AutoCloseable {

    /** There is one version of each model: the file's. */
    static final String VERSION = "1";

    static final String PLATFORM = "pytorch_torchscript";
    static final TensorNames NAMES = TensorNames.DEFAULT;

    private final String name;
    private final ModelFile file;
    private final int instances;
    private final int maxBatch;
    private final InstancePool pool;
    private final ModelMetrics metrics = new ModelMetrics();

    private ServedModel(String name, ModelFile file, ServerOptions options, List<Instance> instances) {
        this.name = name;
        this.file = file;
        this.instances = options.instances();
        this.maxBatch = options.limits().queueCapacity();
        this.pool = new InstancePool(instances, file.outputSize(), options.limits(), ServerClock::nowMs);
    }

    /** @throws IllegalStateException if the model cannot be loaded */
    static ServedModel open(String name, ModelFile file, InstanceFactory factory, ServerOptions options) {
        List<Instance> opened = new ArrayList<>();
        String device = Devices.of(options.device(), List.of(), 0);
        try {
            for (int i = 0; i < options.instances(); i++) {
                opened.add(factory.open(file, name + "-" + i, options.limits().batchMaxSize(), device));
            }
            return new ServedModel(name, file, options, opened);
        } catch (IllegalStateException e) {
            opened.forEach(Instance::close);
            throw e;
        }
    }

    /**
     * Runs the model on a request's inputs, side by side with other requests'.
     *
     * @param tensors the request's input tensors, of which there must be one
     * @param giveUpMs when nobody wants the outputs any more, in {@link ServerClock}'s time
     * @return an output per input; fails with a {@link RefusedException} only
     */
    CompletableFuture<List<float[]>> infer(List<Tensor> tensors, long giveUpMs) {
        List<CompletableFuture<InferenceResult>> results = new ArrayList<>();
        try {
            for (float[] input : inputs(tensors)) {
                CompletableFuture<InferenceResult> result =
                        pool.submit(new InferenceRequest(input, giveUpMs, giveUpMs));
                results.add(result);
                if (result.isDone() && result.join().kind() == InferenceResult.Kind.REJECTED) {
                    // The rest would only be work for an answer that cannot be given any more.
                    return refused(Reason.OVERLOADED, result.join().reason());
                }
            }
        } catch (RefusedException e) {
            return CompletableFuture.failedFuture(e);
        }
        return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                .thenCompose(all -> outputs(results));
    }

    private static CompletableFuture<List<float[]>> outputs(List<CompletableFuture<InferenceResult>> results) {
        List<float[]> outputs = new ArrayList<>();
        for (CompletableFuture<InferenceResult> ended : results) {
            InferenceResult result = ended.join();
            switch (result.kind()) {
                case OUTPUT -> outputs.add(result.output());
                case REJECTED -> {
                    return refused(Reason.OVERLOADED, result.reason());
                }
                case FAILED -> {
                    return refused(Reason.FAILED, result.reason());
                }
                case EXPIRED -> {
                    return refused(Reason.EXPIRED, result.reason());
                }
            }
        }
        return CompletableFuture.completedFuture(outputs);
    }

    private static CompletableFuture<List<float[]>> refused(Reason reason, String why) {
        return CompletableFuture.failedFuture(new RefusedException(reason, why));
    }

    private List<float[]> inputs(List<Tensor> tensors) throws RefusedException {
        if (tensors.size() != 1 || !tensors.get(0).name().equals(NAMES.input())) {
            throw invalid("takes one input, '" + NAMES.input() + "', but got "
                    + tensors.stream().map(Tensor::name).toList());
        }
        Tensor tensor = tensors.get(0);
        long[] shape = tensor.shape();
        if (shape.length == 0 || !Arrays.equals(inputShape(shape[0]), shape)) {
            throw invalid(
                    "takes inputs of shape " + Arrays.toString(inputShape(-1)) + " but got " + Arrays.toString(shape));
        }
        if (shape[0] > maxBatch) {
            throw invalid("takes at most " + maxBatch + " inputs at a time but got " + shape[0]);
        }
        for (float element : tensor.elements()) {
            if (!Float.isFinite(element)) {
                throw invalid("takes finite numbers but got " + element);
            }
        }
        return rows(tensor);
    }

    private static List<float[]> rows(Tensor tensor) {
        int batch = (int) tensor.shape()[0];
        int size = tensor.elements().length / batch;
        List<float[]> rows = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            rows.add(Arrays.copyOfRange(tensor.elements(), i * size, (i + 1) * size));
        }
        return rows;
    }

    private RefusedException invalid(String what) {
        return new RefusedException(Reason.INVALID, "model '" + name + "' " + what);
    }

    /** {@code [batch, …]}; -1 for any batch. */
    long[] inputShape(long batch) {
        long[] shape = new long[file.inputShape().length + 1];
        shape[0] = batch;
        for (int i = 1; i < shape.length; i++) {
            shape[i] = file.inputShape()[i - 1];
        }
        return shape;
    }

    /** {@code [batch, floats]}; -1 for any batch. */
    long[] outputShape(long batch) {
        return new long[] {batch, file.outputSize()};
    }

    String name() {
        return name;
    }

    int instances() {
        return instances;
    }

    InstancePool pool() {
        return pool;
    }

    ModelMetrics metrics() {
        return metrics;
    }

    @Override
    public void close() {
        pool.close();
    }
}
