package io.parm.inference;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import io.parm.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A TorchScript model in this process: one worker thread, one predictor, native memory closed after each batch.
 *
 * <p>The first inferences are slow, so opening runs a few, small batches and large ones; it fails there already if the model's output is
 * not what the service says. Sizes between those are hardly slower the first time, see decision 10.
 */
final class DjlInstance implements Instance {

    private static final int WARM_UP_ROUNDS = 3;

    private final String name;
    private final ExecutorService worker;
    private Model model;
    private Predictor<List<float[]>, List<float[]>> predictor;

    private DjlInstance(String name) {
        this.name = name;
        this.worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @throws IllegalStateException if the file is no TorchScript model or its output does not fit */
    static DjlInstance open(ModelFile file, String name, int batchMaxSize, Device device) {
        DjlInstance instance = new DjlInstance(name);
        try {
            CompletableFuture.runAsync(() -> instance.load(file, batchMaxSize, device), instance.worker)
                    .join();
            return instance;
        } catch (CompletionException e) {
            instance.close();
            throw new IllegalStateException(
                    file.path() + " cannot be served: " + e.getCause().getMessage(), e.getCause());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CompletionStage<List<float[]>> infer(List<float[]> inputs, long remainingMs) {
        return CompletableFuture.supplyAsync(() -> predict(inputs), worker);
    }

    @Override
    public void close() {
        if (!worker.isShutdown()) {
            worker.execute(this::release);
            worker.shutdown();
        }
    }

    private void load(ModelFile file, int batchMaxSize, Device device) {
        Path path = Path.of(file.path());
        model = Model.newInstance(name, device, "PyTorch");
        try {
            model.load(path.getParent(), path.getFileName().toString());
        } catch (IOException | MalformedModelException | EngineException e) {
            throw new IllegalStateException("it is no TorchScript model that libtorch can load: " + firstLine(e), e);
        }
        predictor = model.newPredictor(new FloatTranslator(file.inputShape()));
        warmUp(file, batchMaxSize);
    }

    private void warmUp(ModelFile file, int batchMaxSize) {
        for (int batch : warmUpSizes(batchMaxSize)) {
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                List<float[]> outputs = predict(Collections.nCopies(batch, new float[file.inputSize()]));
                String defect = OutputCheck.defect(outputs.get(0), file.outputSize());
                if (outputs.size() != batch || defect != null) {
                    throw new IllegalStateException("for zeros of the service's input shape it "
                            + (defect != null
                                    ? defect
                                    : "put out " + outputs.size() + " outputs for " + batch + " inputs"));
                }
            }
        }
    }

    /** One, its doubles, and the largest. */
    static List<Integer> warmUpSizes(int batchMaxSize) {
        List<Integer> sizes = new ArrayList<>();
        for (int size = 1; size < batchMaxSize; size *= 2) {
            sizes.add(size);
        }
        sizes.add(batchMaxSize);
        return sizes;
    }

    private List<float[]> predict(List<float[]> inputs) {
        try {
            return predictor.predict(inputs);
        } catch (TranslateException e) {
            throw new IllegalStateException(firstLine(e), e);
        }
    }

    private void release() {
        if (predictor != null) {
            predictor.close();
        }
        if (model != null) {
            model.close();
        }
    }

    /** libtorch's messages carry its own stack trace below the first line. */
    static String firstLine(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        return message.lines().findFirst().orElse(root.getClass().getSimpleName());
    }
}
