package io.parm.job.kafka;

import io.parm.job.config.JobConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * What every Kafka client is made with. Secrets may stay where they are: Kafka's own providers put them in for
 * <code>${env:NAME}</code>, <code>${file:/path:key}</code> and <code>${dir:/folder:file}</code> when a client is made, on the machine
 * that makes it, so that neither settings nor job graphs have them.
 */
public final class ClientProperties {

    private static final Map<String, Class<? extends ConfigProvider>> PROVIDERS = new LinkedHashMap<>();

    static {
        PROVIDERS.put("env", EnvVarConfigProvider.class);
        PROVIDERS.put("file", FileConfigProvider.class);
        PROVIDERS.put("dir", DirectoryConfigProvider.class);
    }

    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{(" + String.join("|", PROVIDERS.keySet()) + "):[^}]*}");

    private ClientProperties() {}

    /** Of a job: where its brokers are, and the properties it was given. */
    public static Properties of(JobConfig.Kafka kafka) {
        Properties properties = withProviders(kafka.properties());
        properties.putIfAbsent(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        return properties;
    }

    /** A copy that knows the providers, unless it names its own. */
    public static Properties withProviders(Properties given) {
        Properties properties = new Properties();
        if (!given.containsKey(AbstractConfig.CONFIG_PROVIDERS_CONFIG)) {
            properties.setProperty(AbstractConfig.CONFIG_PROVIDERS_CONFIG, String.join(",", PROVIDERS.keySet()));
            PROVIDERS.forEach((name, provider) -> properties.setProperty(
                    AbstractConfig.CONFIG_PROVIDERS_CONFIG + "." + name + ".class", provider.getName()));
        }
        properties.putAll(given);
        return properties;
    }

    /**
     * What Kafka leaves as it is when a provider does not know it, and would then take for the secret itself.
     *
     * @return key and variable of one that is not there on this machine, for people
     * @throws org.apache.kafka.common.KafkaException if a provider fails, as when a file is not there
     */
    static Optional<String> unresolved(Properties properties) {
        for (Map.Entry<String, Object> entry :
                new AdminClientConfig(properties).originals().entrySet()) {
            Matcher variable = VARIABLE.matcher(String.valueOf(entry.getValue()));
            if (variable.find()) {
                return Optional.of(entry.getKey() + " names " + variable.group());
            }
        }
        return Optional.empty();
    }
}
