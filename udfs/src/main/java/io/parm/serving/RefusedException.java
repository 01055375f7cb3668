package io.parm.serving;

import io.grpc.Status;

/** A request that gets no outputs, and why; both protocols have a status for each reason. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why a request gets no outputs. */
    enum Reason {
        /** The request cannot be right for this model. */
        INVALID(400, Status.Code.INVALID_ARGUMENT),
        UNKNOWN_MODEL(404, Status.Code.NOT_FOUND),
        TOO_LARGE(413, Status.Code.RESOURCE_EXHAUSTED),
        /** Too much waits already. */
        OVERLOADED(503, Status.Code.RESOURCE_EXHAUSTED),
        /** The client's time ran out while it waited. */
        EXPIRED(504, Status.Code.DEADLINE_EXCEEDED),
        /** The instance failed. */
        FAILED(500, Status.Code.INTERNAL);

        private final int httpStatus;
        private final Status.Code grpcCode;

        Reason(int httpStatus, Status.Code grpcCode) {
            this.httpStatus = httpStatus;
            this.grpcCode = grpcCode;
        }

        int httpStatus() {
            return httpStatus;
        }

        Status.Code grpcCode() {
            return grpcCode;
        }
    }

    private final Reason reason;

    RefusedException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
