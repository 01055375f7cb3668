package io.parm.job.kafka.format;

/** A schema registry that does not answer, or not as one does: infrastructure that failed. The message says which, and how. */
public final class RegistryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RegistryException(String message) {
        super(message);
    }

    RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
