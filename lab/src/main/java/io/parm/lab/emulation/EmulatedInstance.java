package io.parm.lab.emulation;

import io.parm.inference.Instance;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** An instance that answers zeros after its service time. */
final class EmulatedInstance implements Instance {

    /** Serves all emulated instances of the process and does not keep it alive. */
    private static final ScheduledThreadPoolExecutor TIMER = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "emulated-instances");
        thread.setDaemon(true);
        return thread;
    });

    private final String name;
    private final EmulatedInstances instances;
    private final float[] output;

    /** @param output given out for every input; nobody writes to it */
    EmulatedInstance(String name, EmulatedInstances instances, float[] output) {
        this.name = name;
        this.instances = instances;
        this.output = output;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CompletionStage<List<float[]>> infer(List<float[]> inputs, long remainingMs) {
        CompletableFuture<List<float[]>> outputs = new CompletableFuture<>();
        long nanos = instances.nextNanos(name, inputs.size(), System.nanoTime());
        TIMER.schedule(() -> outputs.complete(Collections.nCopies(inputs.size(), output)), nanos, TimeUnit.NANOSECONDS);
        return outputs;
    }

    @Override
    public void close() {
        // There is no model.
    }
}
