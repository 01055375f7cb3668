package io.parm.schemas;

/**
 * Both ways of one wire format. Implementations are thread-confined: one per task.
 *
 * @param <T> an Avro record of this package
 */
public interface Codec<T> extends RecordEncoder<T>, RecordDecoder<T> {}
