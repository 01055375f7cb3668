package io.parm.job.stream;

import java.util.Arrays;
import java.util.List;

/**
 * A record of a query topic as it was read.
 *
 * @param timestampMs the record's own timestamp, milliseconds since the epoch; negative if it has none
 * @param key may be {@code null}
 * @param value may be {@code null}
 */
public record RawRecord(
        String topic, int partition, long offset, long timestampMs, byte[] key, byte[] value, List<Header> headers) {

    @Override
    public boolean equals(Object other) {
        return other instanceof RawRecord that
                && topic.equals(that.topic)
                && partition == that.partition
                && offset == that.offset
                && timestampMs == that.timestampMs
                && Arrays.equals(key, that.key)
                && Arrays.equals(value, that.value)
                && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
        return (topic.hashCode() * 31 + partition) * 31 + Long.hashCode(offset);
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
