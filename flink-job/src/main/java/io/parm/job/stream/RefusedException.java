package io.parm.job.stream;

/** A record that is not a good query; carries why, and no stack trace, since it is an everyday event. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final DeadLetter.Refusal refusal;

    /** @param message a sentence for a person */
    public RefusedException(DeadLetter.Refusal refusal, String message) {
        super(message, null, false, false);
        this.refusal = refusal;
    }

    public DeadLetter.Refusal refusal() {
        return refusal;
    }
}
