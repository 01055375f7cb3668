package io.parm.lab.deploy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.runtime.highavailability.ApplicationResultStoreOptions;

/** Which settings the build's Flink knows. */
final class FlinkOptions {

    private static final String PACKAGE = "org/apache/flink/configuration/";

    /** What a name of the operator's choice is in. */
    private static final List<String> NAMED = List.of(
            "metrics\\.reporter\\.\\w+\\.(factory\\.class|port|filterLabelValueCharacters)",
            "external-resource\\.\\w+\\.(amount|driver-factory\\.class|kubernetes\\.config-key)");

    private final Set<String> keys = new HashSet<>();

    FlinkOptions() throws IOException, ReflectiveOperationException, URISyntaxException {
        var jar = CoreOptions.class.getProtectionDomain().getCodeSource().getLocation();
        try (JarFile files = new JarFile(new File(jar.toURI()))) {
            for (String name : files.stream().map(Object::toString).toList()) {
                if (name.startsWith(PACKAGE) && name.endsWith("Options.class")) {
                    addOptionsOf(Class.forName(name.replace(".class", "").replace('/', '.')));
                }
            }
        }
        // Not with the others, in Flink's runtime.
        addOptionsOf(ApplicationResultStoreOptions.class);
    }

    boolean knows(String key) {
        return keys.contains(key) || NAMED.stream().anyMatch(key::matches);
    }

    private void addOptionsOf(Class<?> options) throws IllegalAccessException {
        for (Field field : options.getFields()) {
            if (field.getType() == ConfigOption.class) {
                ConfigOption<?> option = (ConfigOption<?>) field.get(null);
                keys.add(option.key());
                for (FallbackKey fallback : option.fallbackKeys()) {
                    if (!fallback.isDeprecated()) {
                        keys.add(fallback.getKey());
                    }
                }
            }
        }
    }
}
