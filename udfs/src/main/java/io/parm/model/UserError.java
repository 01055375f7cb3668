package io.parm.model;

/**
 * Something the person who started a command must mend: a setting, a file, a manifest. Programs print the message alone, as one
 * line, and exit with a code other than 0.
 */
public final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, where, and what to do about it */
    public UserError(String message) {
        super(message);
    }

    /** @param cause kept for the log; the message alone is what the person sees */
    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
