package io.parm.job.kafka.format;

import io.parm.schemas.WriterSchemas;
import java.util.Map;
import org.apache.avro.Schema;

/** What we ask of a schema registry. Every method throws {@link RegistryException} if it does not answer. */
public interface SchemaRegistry extends WriterSchemas {

    /**
     * The Avro schemas of a subject by their ids, oldest first; empty if there is no such subject.
     *
     * @param subject such as {@code predictions-value}
     */
    Map<Integer, Schema> versions(String subject);

    /**
     * Makes a schema the newest of a subject.
     *
     * @return its id
     * @throws RegistryException also if the registry refuses it, for example as incompatible with earlier ones
     */
    int register(String subject, Schema schema);
}
