package io.parm.inference.protocol;

/** A message that breaks the protocol, or speaks of tensors that a service of this project cannot have. */
public final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, to stand after the sender's name and a colon */
    public MalformedMessageException(String message) {
        super(message, null, false, false);
    }
}
