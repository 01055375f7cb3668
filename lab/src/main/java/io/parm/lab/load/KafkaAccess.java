package io.parm.lab.load;

import java.util.Map;

/**
 * Where brokers are and how they let a client in.
 *
 * @param bootstrapServers of the brokers
 * @param properties of Kafka's clients, which win over the lab's own; may hold secrets
 */
public record KafkaAccess(String bootstrapServers, Map<String, String> properties) {

    /** Brokers that let everybody in. */
    public static KafkaAccess open(String bootstrapServers) {
        return new KafkaAccess(bootstrapServers, Map.of());
    }

    /** Without the properties: it may be logged. */
    @Override
    public String toString() {
        return bootstrapServers;
    }
}
