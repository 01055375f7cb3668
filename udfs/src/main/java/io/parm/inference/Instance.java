package io.parm.inference;

import java.util.List;
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

    /**
     * Runs one batch. Returns at once.
     *
     * @param inputs 1 … {@code batch.max-size} flat, row-major inputs of the model's input shape; not written to
     * @return one output per input, in order; or a failure, whose message says what went wrong
     */
    CompletionStage<List<float[]>> infer(List<float[]> inputs);

    /** Releases the model. Pending stages may stay incomplete. */
    @Override
    void close();
}
