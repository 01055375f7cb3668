package io.parm.job.kafka.format;

import io.parm.schemas.MalformedRecordException;
import io.parm.schemas.WriterSchemas;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;

/**
 * Asks once for each schema. An id that a registry does not know is remembered too, for a while: a producer of another registry sends
 * it with every record, and the registry may yet learn it. Thread-confined.
 */
final class CachedSchemas implements WriterSchemas {

    static final long UNKNOWN_FOR_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int MAX_UNKNOWN = 1000;

    private final Map<Integer, Schema> known;
    private final WriterSchemas registry;
    private final LongSupplier nanoClock;
    private final Map<Integer, Refusal> unknown = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Refusal> eldest) {
            return size() > MAX_UNKNOWN;
        }
    };

    private record Refusal(String message, long atNanos) {}

    /** @param known schemas that need not be asked for */
    CachedSchemas(Map<Integer, Schema> known, WriterSchemas registry, LongSupplier nanoClock) {
        this.known = new HashMap<>(known);
        this.registry = registry;
        this.nanoClock = nanoClock;
    }

    @Override
    public Schema of(int id) throws MalformedRecordException {
        Schema schema = known.get(id);
        if (schema != null) {
            return schema;
        }
        Refusal refusal = unknown.get(id);
        if (refusal != null && nanoClock.getAsLong() - refusal.atNanos() < UNKNOWN_FOR_NANOS) {
            throw new MalformedRecordException(refusal.message());
        }
        return ask(id);
    }

    private Schema ask(int id) throws MalformedRecordException {
        try {
            Schema schema = registry.of(id);
            unknown.remove(id);
            known.put(id, schema);
            return schema;
        } catch (MalformedRecordException e) {
            unknown.put(id, new Refusal(e.getMessage(), nanoClock.getAsLong()));
            throw e;
        }
    }
}
