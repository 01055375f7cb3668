package io.parm.job.stream;

/**
 * A record that could not be admitted.
 *
 * @param message a sentence for a person
 */
public record DeadLetter(RawRecord record, Refusal refusal, String message) {

    /** Why a record is refused; the name goes into the dead letter's headers and metrics. */
    public enum Refusal {
        /** More bytes than the job admits. */
        TOO_LARGE,
        /** Not a record of the query schema. */
        MALFORMED,
        /** The id is empty or too long. */
        BAD_ID,
        /** Neither or both of tensor and image, or an image the service takes none of. */
        BAD_PAYLOAD,
        /** Another element type than the service takes. */
        WRONG_DTYPE,
        /** Another shape than the service takes, or a byte count that does not fit it. */
        WRONG_SHAPE,
        /** NaN or infinity among the elements. */
        NOT_FINITE,
        /** A header of the contract with a value that is none. */
        BAD_HEADER
    }
}
