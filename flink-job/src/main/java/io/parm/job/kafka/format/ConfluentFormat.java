package io.parm.job.kafka.format;

import io.parm.job.config.Registry;
import io.parm.model.UserError;
import io.parm.schemas.ConfluentDecoder;
import io.parm.schemas.ConfluentEncoder;
import io.parm.schemas.RecordType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The Confluent wire format. The subject of a topic is {@code topic-value}.
 *
 * <p>The ids that are written and the schemas that a topic's subject has are asked for before the job starts and go with it: its tasks
 * need the registry only for an id that came up since. If it does not answer then, the task fails.
 */
public final class ConfluentFormat implements WireFormat {

    private final Registry access;
    private final SchemaRegistry registry;

    /** @throws UserError if a file of secrets or certificates cannot be read */
    public ConfluentFormat(Registry access) {
        this.access = access;
        this.registry = new HttpSchemaRegistry(access);
    }

    @Override
    public <T extends SpecificRecordBase> DecoderSource<T> decoder(RecordType<T> type, List<String> topics) {
        Map<Integer, String> known = new LinkedHashMap<>();
        try {
            for (String topic : topics) {
                registry.versions(subject(topic)).forEach((id, schema) -> known.put(id, schema.toString()));
            }
        } catch (RegistryException e) {
            throw new UserError(e.getMessage(), e);
        }
        Registry taskAccess = access;
        return () -> new ConfluentDecoder<>(
                type, new CachedSchemas(parsed(known), new HttpSchemaRegistry(taskAccess), System::nanoTime));
    }

    @Override
    public <T extends SpecificRecordBase> EncoderSource<T> encoder(RecordType<T> type, String topic) {
        int id;
        try {
            id = writerId(subject(topic), type.publicSchema());
        } catch (RegistryException e) {
            throw new UserError(e.getMessage(), e);
        }
        return () -> new ConfluentEncoder<>(type, id);
    }

    /** Documentation, order of attributes and references may differ: a schema of the same canonical form has the same bytes. */
    private int writerId(String subject, Schema schema) {
        long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        OptionalInt registered = registry.versions(subject).entrySet().stream()
                .filter(version -> SchemaNormalization.parsingFingerprint64(version.getValue()) == fingerprint)
                .mapToInt(Map.Entry::getKey)
                .max();
        if (registered.isPresent()) {
            return registered.getAsInt();
        }
        if (!access.autoRegister()) {
            throw new UserError("subject " + subject + " of the schema registry has no version that is this job's "
                    + schema.getName() + ": register it, or set schema-registry.auto-register: true");
        }
        return registry.register(subject, schema);
    }

    private static Map<Integer, Schema> parsed(Map<Integer, String> known) {
        Map<Integer, Schema> schemas = new HashMap<>();
        known.forEach((id, schema) -> schemas.put(id, new Schema.Parser().parse(schema)));
        return schemas;
    }

    private static String subject(String topic) {
        return topic + "-value";
    }
}
