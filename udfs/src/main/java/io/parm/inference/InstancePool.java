package io.parm.inference;

import io.parm.inference.InferenceResult.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * One bounded queue from which idle instances pull: the paper's single queue (§5.1). An instance that stalls costs only the batch it
 * holds.
 *
 * <p>A request that is still on time goes before one past its deadline, in order of arrival within each; one past its give-up is
 * dropped. A full queue rejects at once. Nothing here blocks or throws for a slow or failed instance: each request's future is
 * completed with a value, on the thread that ended it. Thread-safe; hot.
 */
public final class InstancePool implements AutoCloseable {

    private final List<Instance> instances;
    private final int outputSize;
    private final int queueCapacity;
    private final int batchMaxSize;
    private final LongSupplier nowMs;

    private final Object lock = new Object();
    private final Queue<Waiting> onTime = new ArrayDeque<>();
    private final Queue<Waiting> late = new ArrayDeque<>();
    private final Deque<Instance> idle = new ArrayDeque<>();
    private final PoolCounters counters = new PoolCounters();
    private boolean closed;
    private boolean dispatching;
    private boolean dispatchAgain;

    private record Waiting(InferenceRequest request, CompletableFuture<InferenceResult> result) {}

    /**
     * @param instances what serves the queue; the pool closes them
     * @param outputSize floats that every output must have
     * @param limits bounds of queue and batch
     * @param nowMs the clock that requests' deadlines are in, milliseconds
     */
    public InstancePool(List<Instance> instances, int outputSize, PoolLimits limits, LongSupplier nowMs) {
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("a pool needs at least one instance");
        }
        this.instances = List.copyOf(instances);
        this.outputSize = outputSize;
        this.queueCapacity = limits.queueCapacity();
        this.batchMaxSize = limits.batchMaxSize();
        this.nowMs = nowMs;
        idle.addAll(instances);
    }

    /** Queues a request; the future is never completed exceptionally. Returns at once. */
    public CompletableFuture<InferenceResult> submit(InferenceRequest request) {
        Waiting waiting = new Waiting(request, new CompletableFuture<>());
        String refusal = null;
        synchronized (lock) {
            if (closed) {
                refusal = "the pool is closed";
            } else if (onTime.size() + late.size() >= queueCapacity) {
                refusal = "the queue is full with " + queueCapacity + " requests";
            } else {
                onTime.add(waiting);
            }
        }
        if (refusal == null) {
            dispatch();
        } else {
            end(waiting, InferenceResult.without(Kind.REJECTED, refusal));
        }
        return waiting.result();
    }

    public PoolCounters counters() {
        return counters;
    }

    /** Requests that wait for an instance. */
    public int queued() {
        synchronized (lock) {
            return onTime.size() + late.size();
        }
    }

    /** Instances that hold a batch. */
    public int busy() {
        synchronized (lock) {
            return instances.size() - idle.size();
        }
    }

    /** Rejects what waits and closes the instances; what they hold may stay incomplete. */
    @Override
    public void close() {
        List<Waiting> dropped = new ArrayList<>();
        synchronized (lock) {
            closed = true;
            dropped.addAll(onTime);
            dropped.addAll(late);
            onTime.clear();
            late.clear();
        }
        dropped.forEach(waiting -> end(waiting, InferenceResult.without(Kind.REJECTED, "the pool is closed")));
        instances.forEach(Instance::close);
    }

    /**
     * Hands batches to idle instances until one or the other runs out. One thread at a time does it; another one that comes
     * meanwhile, or the same one through an instance that answers before {@code infer} returns, leaves it one more round.
     */
    private void dispatch() {
        synchronized (lock) {
            if (dispatching) {
                dispatchAgain = true;
                return;
            }
            dispatching = true;
        }
        while (dispatchOne()) {
            // dispatchOne has done the work
        }
    }

    /** Returns whether there may be more to hand out. */
    private boolean dispatchOne() {
        List<Waiting> expired = new ArrayList<>();
        List<Waiting> batch = new ArrayList<>();
        Instance instance = null;
        boolean more;
        synchronized (lock) {
            if (!closed && !idle.isEmpty()) {
                pull(batch, expired, nowMs.getAsLong());
                instance = batch.isEmpty() ? null : idle.remove();
            }
            more = instance != null || dispatchAgain;
            dispatching = more;
            dispatchAgain = false;
        }
        expired.forEach(waiting ->
                end(waiting, InferenceResult.without(Kind.EXPIRED, "give-up passed while it waited for an instance")));
        if (instance != null) {
            run(instance, batch);
        }
        return more;
    }

    private void pull(List<Waiting> batch, List<Waiting> expired, long now) {
        while (batch.size() < batchMaxSize && !onTime.isEmpty()) {
            Waiting head = onTime.remove();
            (now < head.request().deadlineMs() ? batch : late).add(head);
        }
        while (batch.size() < batchMaxSize && !late.isEmpty()) {
            Waiting head = late.remove();
            (now < head.request().giveUpMs() ? batch : expired).add(head);
        }
    }

    private void run(Instance instance, List<Waiting> batch) {
        List<float[]> inputs = new ArrayList<>(batch.size());
        long giveUpMs = Long.MIN_VALUE;
        for (Waiting waiting : batch) {
            inputs.add(waiting.request().input());
            giveUpMs = Math.max(giveUpMs, waiting.request().giveUpMs());
        }
        CompletionStage<List<float[]>> running;
        try {
            running = instance.infer(inputs, Math.max(1, giveUpMs - nowMs.getAsLong()));
        } catch (RuntimeException e) {
            running = CompletableFuture.failedFuture(e);
        }
        running.whenComplete((outputs, failure) -> {
            synchronized (lock) {
                // The one that ran last has its weights in the cache; one that failed waits until all others are busy.
                if (failure == null) {
                    idle.addFirst(instance);
                } else {
                    idle.addLast(instance);
                }
            }
            finish(instance, batch, outputs, failure);
            dispatch();
        });
    }

    private void finish(Instance instance, List<Waiting> batch, List<float[]> outputs, Throwable failure) {
        String wrong = failure != null ? "failed: " + message(failure) : countMismatch(batch.size(), outputs);
        for (int i = 0; i < batch.size(); i++) {
            String reason = wrong != null ? wrong : OutputCheck.defect(outputs.get(i), outputSize);
            end(
                    batch.get(i),
                    reason == null
                            ? InferenceResult.output(outputs.get(i))
                            : InferenceResult.without(Kind.FAILED, instance.name() + " " + reason));
        }
    }

    private void end(Waiting waiting, InferenceResult result) {
        counters.count(result.kind());
        waiting.result().complete(result);
    }

    private static String countMismatch(int expected, List<float[]> outputs) {
        int actual = outputs == null ? 0 : outputs.size();
        return actual == expected ? null : "put out " + actual + " outputs for " + expected + " inputs";
    }

    private static String message(Throwable failure) {
        Throwable cause = failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() != null
                ? cause.getMessage()
                : cause.getClass().getSimpleName();
    }
}
