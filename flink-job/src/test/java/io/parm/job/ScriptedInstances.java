package io.parm.job;

import io.parm.inference.Instance;
import io.parm.inference.InstanceFactory;
import io.parm.model.ModelFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Instances of a linear "model", {@code output[j] = (j + 1) · Σ input}, so that a sum code reconstructs exactly. A query whose first
 * element is {@link #HANG} never ends on the deployed model, {@link #FAIL} fails there.
 */
public final class ScriptedInstances implements InstanceFactory {

    public static final float HANG = -1000;
    public static final float FAIL = -2000;
    public static final int OUTPUT_SIZE = 2;

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger PARITY_INFERENCES = new AtomicInteger();

    /** How often parity models in this JVM ran, ever. */
    public static int parityInferences() {
        return PARITY_INFERENCES.get();
    }

    @Override
    public Instance open(ModelFile model, String name, int batchMaxSize, String device) {
        boolean deployed = name.startsWith("deployed");
        return new Instance() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public CompletionStage<List<float[]>> infer(List<float[]> inputs, long remainingMs) {
                if (deployed && inputs.get(0)[0] == HANG) {
                    return new CompletableFuture<>();
                }
                if (deployed && inputs.get(0)[0] == FAIL) {
                    return CompletableFuture.failedFuture(new IllegalStateException("scripted"));
                }
                PARITY_INFERENCES.addAndGet(deployed ? 0 : inputs.size());
                List<float[]> outputs = new ArrayList<>();
                inputs.forEach(input -> outputs.add(output(input)));
                return CompletableFuture.completedFuture(outputs);
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
    }

    /** What the model puts out for an input. */
    public static float[] output(float[] input) {
        float sum = 0;
        for (float value : input) {
            sum += value;
        }
        return new float[] {sum, 2 * sum};
    }
}
