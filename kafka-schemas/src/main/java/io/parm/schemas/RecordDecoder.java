package io.parm.schemas;

/**
 * How a Kafka value becomes a record. Implementations are thread-confined: one per task.
 *
 * @param <T> an Avro record of this package
 */
public interface RecordDecoder<T> {

    /**
     * Reads one record into the memory of another.
     *
     * @param bytes the whole Kafka value
     * @param reused a record that nobody needs any more, or {@code null}; after an exception it is not to be used again
     * @throws MalformedRecordException if the bytes are not exactly one record of a schema that can be resolved to ours
     */
    T decode(byte[] bytes, T reused) throws MalformedRecordException;

    /** Reads one record, as {@link #decode(byte[], Object)} does, into memory of its own. */
    default T decode(byte[] bytes) throws MalformedRecordException {
        return decode(bytes, null);
    }
}
