package io.parm.lab.pipeline;

import java.util.Arrays;

/**
 * An answer of the plain job.
 *
 * @param key the Kafka key, may be {@code null}
 * @param output the model's output; nobody writes to it
 */
public record PlainAnswer(byte[] key, String id, float[] output) {

    @Override
    public boolean equals(Object other) {
        return other instanceof PlainAnswer that
                && Arrays.equals(key, that.key)
                && id.equals(that.id)
                && Arrays.equals(output, that.output);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
