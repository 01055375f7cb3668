package io.parm.serving;

import io.parm.inference.protocol.Tensor;
import io.parm.serving.ModelMetrics.Ending;
import io.parm.serving.ModelMetrics.Protocol;
import io.parm.serving.RefusedException.Reason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Bounds the requests that are being served, over both protocols, and counts how they end. Thread-safe; hot. */
final class Admission {

    private final int maxRequests;
    private final Semaphore free;

    Admission(int maxRequests) {
        this.maxRequests = maxRequests;
        this.free = new Semaphore(maxRequests);
    }

    /** Takes a place, to be given back with {@link #leave}. */
    void enter() throws RefusedException {
        if (!free.tryAcquire()) {
            throw new RefusedException(Reason.OVERLOADED, "the server is busy with " + maxRequests + " requests");
        }
    }

    void leave() {
        free.release();
    }

    /** Runs a model and counts the ending under the request's protocol; fails with a {@link RefusedException} only. */
    CompletableFuture<List<float[]>> infer(ServedModel model, List<Tensor> inputs, long giveUpMs, Protocol protocol) {
        long beginNanos = System.nanoTime();
        CompletableFuture<List<float[]>> outputs = model.infer(inputs, giveUpMs);
        return outputs.whenComplete((rows, failure) -> model.metrics()
                .count(
                        protocol,
                        failure == null ? Ending.OK : Ending.of(refusal(failure).reason()),
                        System.nanoTime() - beginNanos));
    }

    /** What a failed stage of {@link #infer} failed with. */
    static RefusedException refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException refused) {
                return refused;
            }
        }
        return new RefusedException(Reason.FAILED, String.valueOf(failure));
    }
}
