package io.parm.schemas;

/**
 * How a record becomes a Kafka value and back. Implementations are thread-confined: one per task.
 *
 * @param <T> an Avro record of this package
 */
public interface Codec<T> {

    /** The record's bytes; the caller owns the array. */
    byte[] encode(T record);

    /**
     * Reads one record.
     *
     * @param bytes the whole Kafka value
     * @throws MalformedRecordException if the bytes are not exactly one record of a schema this codec can resolve
     */
    T decode(byte[] bytes) throws MalformedRecordException;
}
