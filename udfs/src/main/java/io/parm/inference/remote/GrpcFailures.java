package io.parm.inference.remote;

import io.grpc.Status;
import javax.net.ssl.SSLException;

/** A gRPC status as the rest of a sentence that begins with the endpoint. */
final class GrpcFailures {

    private GrpcFailures() {}

    static String sentence(Status status, CallTime time) {
        return switch (status.getCode()) {
            case DEADLINE_EXCEEDED -> "did not answer within " + time.wholeMs() + " ms";
            case CANCELLED -> "hung up before it answered: " + detail(status);
            case UNAVAILABLE ->
                status.getCause() instanceof SSLException handshake
                        ? "cannot be reached over TLS: " + Sentence.ofRoot(handshake)
                        : "cannot be reached or hung up: " + detail(status);
            default -> "answered " + status.getCode() + ": " + detail(status);
        };
    }

    private static String detail(Status status) {
        String description = status.getDescription() == null ? "no reason given" : Sentence.of(status.getDescription());
        Throwable cause = status.getCause();
        return cause == null || cause.getMessage() == null
                ? description
                : description + " (" + Sentence.of(cause.getMessage()) + ")";
    }
}
