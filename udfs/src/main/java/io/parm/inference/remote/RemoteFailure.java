package io.parm.inference.remote;

/**
 * A call to an endpoint that gave no outputs; the message is a sentence that begins with the endpoint. Has no stack trace, which would
 * show only the connection's thread, and no cause, so that everyone prints this message.
 */
public final class RemoteFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RemoteFailure(Endpoint endpoint, String what) {
        super(endpoint.address() + " " + what, null, false, false);
    }
}
