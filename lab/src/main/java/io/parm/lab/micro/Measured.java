package io.parm.lab.micro;

import io.parm.lab.report.Spread;

/**
 * What one benchmark came to with one set of parameters.
 *
 * @param subject what is copied beside it: {@code Encode}, {@code Decode}, …
 * @param operation the benchmark's method; {@link #COPY} and {@link #FRESH} are what the others are compared with
 * @param code the code, or empty where there is none or it does not matter
 * @param shape shape of an input or number of floats of an output, or empty
 * @param k slots of a group, or empty
 * @param nanos nanoseconds per operation over the iterations
 * @param bytes allocated per operation
 */
record Measured(String subject, String operation, String code, String shape, String k, Spread nanos, double bytes) {

    /** A copy of the bytes that are read, into an array that is there already. */
    static final String COPY = "copy";

    /** A copy of the bytes that are read, into new arrays. */
    static final String FRESH = "fresh";

    /** Whether it is a copy of the bytes that the other one reads. */
    boolean isBaselineOf(Measured other, String copy) {
        return operation.equals(copy)
                && subject.equals(other.subject)
                && (code.isEmpty() || code.equals(other.code))
                && shape.equals(other.shape)
                && k.equals(other.k);
    }
}
