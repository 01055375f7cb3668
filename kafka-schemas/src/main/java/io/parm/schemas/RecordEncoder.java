package io.parm.schemas;

/**
 * How a record becomes a Kafka value. Implementations are thread-confined: one per task.
 *
 * @param <T> an Avro record of this package
 */
public interface RecordEncoder<T> {

    /** The record's bytes; the caller owns the array. */
    byte[] encode(T record);
}
