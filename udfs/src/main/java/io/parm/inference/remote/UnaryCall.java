package io.parm.inference.remote;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/** The one response of a gRPC call, as a future; its failure is gRPC's status exception. */
final class UnaryCall<T> implements StreamObserver<T> {

    private final CompletableFuture<T> response = new CompletableFuture<>();
    private T received;

    CompletableFuture<T> response() {
        return response;
    }

    @Override
    public void onNext(T message) {
        received = message;
    }

    @Override
    public void onError(Throwable failure) {
        response.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
        if (received == null) {
            onError(Status.INTERNAL.withDescription("no message came").asException());
        } else {
            response.complete(received);
        }
    }
}
