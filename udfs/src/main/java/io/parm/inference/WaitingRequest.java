package io.parm.inference;

import java.util.concurrent.CompletableFuture;

/** A request and the future that its submitter holds. */
record WaitingRequest(InferenceRequest request, CompletableFuture<InferenceResult> result) {

    WaitingRequest(InferenceRequest request) {
        this(request, new CompletableFuture<>());
    }
}
