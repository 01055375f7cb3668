package io.parm.lab.load;

import io.parm.schemas.AnswerSource;
import java.util.Arrays;

/**
 * The first answer to one query, and how often it was answered. Owns its array: nobody writes to it.
 *
 * @param receivedNanos {@link System#nanoTime} at which the consumer had it
 * @param source how it came about
 * @param output the model's output
 * @param copies how many answers there were, 1 if none was repeated
 * @param jobMs milliseconds from the arrival of its query at the job, as the job says; -1 if unknown
 */
public record Answer(long receivedNanos, AnswerSource source, float[] output, int copies, long jobMs) {

    /** An answer whose time in the job is unknown. */
    public Answer(long receivedNanos, AnswerSource source, float[] output, int copies) {
        this(receivedNanos, source, output, copies, -1);
    }

    /** The class that a classifier's output names: the index of its largest float. */
    public int argmax() {
        int best = 0;
        for (int i = 1; i < output.length; i++) {
            if (output[i] > output[best]) {
                best = i;
            }
        }
        return best;
    }

    Answer repeated() {
        return new Answer(receivedNanos, source, output, copies + 1, jobMs);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Answer that
                && receivedNanos == that.receivedNanos
                && source == that.source
                && Arrays.equals(output, that.output)
                && copies == that.copies;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(receivedNanos) * 31 + Arrays.hashCode(output);
    }

    @Override
    public String toString() {
        return source + Arrays.toString(output) + "×" + copies + "@" + receivedNanos;
    }
}
