package io.parm.lab.command;

import io.parm.job.config.Registry;
import io.parm.job.kafka.format.ConfluentFormat;
import io.parm.job.kafka.format.SingleObjectFormat;
import io.parm.job.kafka.format.WireFormat;
import io.parm.model.UserError;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How a topic's values are encoded. */
final class FormatOptions {

    private static final String PREFIX = "schema-registry.";

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description = "Use the Confluent wire format with this registry, instead of Avro single-object encoding.")
    private String url;

    @Option(
            names = "--registry-set",
            paramLabel = "KEY=VALUE",
            description = "A schema-registry.… setting of docs/settings.md without that prefix, such as user=parm.")
    private Map<String, String> more = new LinkedHashMap<>();

    /** @throws io.parm.model.UserError if a setting is out of bounds */
    WireFormat format() {
        if (url == null) {
            return SingleObjectFormat.INSTANCE;
        }
        Map<String, String> settings = new LinkedHashMap<>();
        more.forEach((key, value) -> settings.put(PREFIX + key, value));
        for (String key : settings.keySet()) {
            if (!Registry.KEYS.contains(key)) {
                throw new UserError(
                        "--registry-set: unknown setting " + key + "; there are " + String.join(", ", Registry.KEYS));
            }
        }
        settings.put(PREFIX + "url", url);
        return new ConfluentFormat(Registry.of(settings));
    }
}
