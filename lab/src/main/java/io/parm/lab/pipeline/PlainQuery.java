package io.parm.lab.pipeline;

import java.util.Arrays;

/**
 * A query of the plain job.
 *
 * @param key the Kafka key, may be {@code null}
 * @param input flat, of the model's input shape; nobody writes to it
 */
public record PlainQuery(byte[] key, String id, float[] input) {

    @Override
    public boolean equals(Object other) {
        return other instanceof PlainQuery that
                && Arrays.equals(key, that.key)
                && id.equals(that.id)
                && Arrays.equals(input, that.input);
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
