package io.parm.job.stream;

import java.util.Arrays;

/** A Kafka header; the value may be {@code null}, as Kafka allows. */
public record Header(String key, byte[] value) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Header that && key.equals(that.key) && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return key.hashCode() * 31 + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return key + "=" + (value == null ? "null" : value.length + " bytes");
    }
}
