package io.parm.schemas;

import org.apache.avro.Schema;

/** The schemas that records of the Confluent wire format were written with, by the id that they carry. */
public interface WriterSchemas {

    /**
     * @param id as a schema registry gave it
     * @throws MalformedRecordException if there is no such Avro schema
     */
    Schema of(int id) throws MalformedRecordException;
}
