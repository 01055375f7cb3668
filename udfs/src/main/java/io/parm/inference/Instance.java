package io.parm.inference;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One copy of a model that runs one batch at a time: in this process, or behind an endpoint.
 *
 * <p>The pool calls {@link #infer} again only after the stage of the previous call is complete, from any thread, and never
 * blocks on it: a hung instance is a stage that does not complete.
 */
public interface Instance extends AutoCloseable {

    /** A short name for metrics and reasons, for example {@code deployed-2}. */
    String name();

    /** A call that may take any time. */
    long UNLIMITED_MS = Long.MAX_VALUE;

    /**
     * Runs one batch. Returns at once.
     *
     * @param inputs 1 … {@code batch.max-size} flat, row-major inputs of the model's input shape; not written to
     * @param remainingMs milliseconds, at least 1, until nobody wants the outputs any more; an instance that can end a call does so then, as
     *     a failure
     * @return one output per input, in order; or a failure, whose message says what went wrong
     */
    CompletionStage<List<float[]>> infer(List<float[]> inputs, long remainingMs);

    /** Runs one batch, however long it takes. */
    default CompletionStage<List<float[]>> infer(List<float[]> inputs) {
        return infer(inputs, UNLIMITED_MS);
    }

    /**
     * Whether the instance would serve a call now, as far as asking it tells. The pool asks before it gives work to an instance that
     * failed. Returns at once; a failure means no.
     */
    default CompletionStage<Boolean> ready() {
        return CompletableFuture.completedFuture(true);
    }

    /** Releases the model. Pending stages may stay incomplete. */
    @Override
    void close();
}
