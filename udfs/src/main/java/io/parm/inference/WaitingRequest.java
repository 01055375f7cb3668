package io.parm.inference;

import java.util.concurrent.CompletableFuture;

/** A request, the future that its submitter holds, and when it was submitted. */
record WaitingRequest(InferenceRequest request, CompletableFuture<InferenceResult> result, long sinceMs) {

    WaitingRequest(InferenceRequest request, long sinceMs) {
        this(request, new CompletableFuture<>(), sinceMs);
    }
}
