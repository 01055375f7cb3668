package io.parm.schemas;

/**
 * How a Kafka value becomes a record. Implementations are thread-confined: one per task.
 *
 * @param <T> an Avro record of this package
 */
public interface RecordDecoder<T> {

    /**
     * Reads one record.
     *
     * @param bytes the whole Kafka value
     * @throws MalformedRecordException if the bytes are not exactly one record of a schema that can be resolved to ours
     */
    T decode(byte[] bytes) throws MalformedRecordException;
}
