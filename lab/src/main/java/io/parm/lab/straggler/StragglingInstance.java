package io.parm.lab.straggler;

import io.parm.inference.Instance;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An instance that misbehaves as planned, and otherwise does what the one inside does. */
final class StragglingInstance implements Instance {

    private final Instance instance;
    private final Map<Fault, Strikes> strikes;
    private final PlanStart start;
    private final Later later;

    StragglingInstance(Instance instance, StragglerPlan plan, PlanStart start, Later later) {
        this.instance = instance;
        this.start = start;
        this.later = later;
        this.strikes = plan.strikesOn(instance.name());
    }

    @Override
    public String name() {
        return instance.name();
    }

    @Override
    public CompletionStage<List<float[]>> infer(List<float[]> inputs, long remainingMs) {
        OptionalLong sinceStartNanos = start.since(later.nowNanos());
        if (sinceStartNanos.isPresent()) {
            for (Map.Entry<Fault, Strikes> entry : strikes.entrySet()) {
                if (entry.getValue().strikes(sinceStartNanos.getAsLong())) {
                    return struck(entry.getKey(), entry.getValue(), inputs, remainingMs);
                }
            }
        }
        return instance.infer(inputs, remainingMs);
    }

    @Override
    public void close() {
        instance.close();
    }

    private CompletionStage<List<float[]>> struck(Fault fault, Strikes struck, List<float[]> inputs, long remainingMs) {
        return switch (fault.kind()) {
            case STALL, SLOW -> delayed(fault, struck, inputs, remainingMs);
            case FAIL -> failed(struck, name() + " failed: injected fault");
            case CRASH -> failed(struck, name() + " has crashed: injected fault");
            case HANG -> new CompletableFuture<>();
        };
    }

    private CompletionStage<List<float[]>> failed(Strikes struck, String message) {
        ended(struck);
        return CompletableFuture.failedFuture(new IllegalStateException(message));
    }

    /** The model runs at once; its result, or failure, is held back. */
    private CompletionStage<List<float[]>> delayed(
            Fault fault, Strikes struck, List<float[]> inputs, long remainingMs) {
        CompletableFuture<List<float[]>> late = new CompletableFuture<>();
        long beginNanos = later.nowNanos();
        instance.infer(inputs, remainingMs).whenComplete((outputs, failure) -> {
            long ownNanos = later.nowNanos() - beginNanos;
            long delayNanos = fault.extraNanos() + (long) (ownNanos * (fault.factor() - 1));
            later.run(() -> release(late, struck, outputs, failure), delayNanos);
        });
        return late;
    }

    private void release(
            CompletableFuture<List<float[]>> late, Strikes struck, List<float[]> outputs, Throwable failure) {
        ended(struck);
        if (failure != null) {
            late.completeExceptionally(failure);
        } else {
            late.complete(outputs);
        }
    }

    private void ended(Strikes struck) {
        start.since(later.nowNanos()).ifPresent(struck::ended);
    }
}
