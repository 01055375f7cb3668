package io.parm.job.stream;

import java.util.Arrays;

/** @param input the model's input, flat, of the service's input shape */
public record AdmittedQuery(Envelope envelope, float[] input) {

    @Override
    public boolean equals(Object other) {
        return other instanceof AdmittedQuery that
                && envelope.equals(that.envelope)
                && Arrays.equals(input, that.input);
    }

    @Override
    public int hashCode() {
        return envelope.hashCode();
    }

    @Override
    public String toString() {
        return envelope.toString();
    }
}
