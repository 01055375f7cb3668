package io.parm.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** An instance whose batches end when the test says so. Passes {@link InstanceContract} like the real one. */
final class ScriptedInstance implements Instance {

    private record Running(List<float[]> inputs, CompletableFuture<List<float[]>> outputs) {}

    private final String name;
    private final Function<float[], float[]> model;
    private final Queue<Running> running = new ArrayDeque<>();
    private final List<List<float[]>> batches = new ArrayList<>();
    private final List<Long> remainingMs = new ArrayList<>();
    private boolean immediate;
    private boolean closed;

    ScriptedInstance(String name, Function<float[], float[]> model) {
        this.name = name;
        this.model = model;
    }

    /** Ends every batch before {@code infer} returns. */
    ScriptedInstance immediate() {
        immediate = true;
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CompletionStage<List<float[]>> infer(List<float[]> inputs, long callRemainingMs) {
        Running batch = new Running(inputs, new CompletableFuture<>());
        remainingMs.add(callRemainingMs);
        batches.add(inputs);
        running.add(batch);
        if (immediate) {
            finishOne();
        }
        return batch.outputs();
    }

    @Override
    public void close() {
        closed = true;
    }

    void finishOne() {
        Running batch = running.remove();
        batch.outputs().complete(batch.inputs().stream().map(model).toList());
    }

    /** Returns whether there was a batch to finish. */
    boolean finishIfRunning() {
        boolean isRunning = !running.isEmpty();
        if (isRunning) {
            finishOne();
        }
        return isRunning;
    }

    void failOne(String message) {
        running.remove().outputs().completeExceptionally(new IllegalStateException(message));
    }

    List<List<float[]>> batches() {
        return batches;
    }

    List<Long> remainingMs() {
        return remainingMs;
    }

    boolean closed() {
        return closed;
    }
}
