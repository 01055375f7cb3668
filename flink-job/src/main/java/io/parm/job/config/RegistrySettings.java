package io.parm.job.config;

import io.parm.model.UserError;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Where the schema registry of the Confluent wire format is, and how it is spoken to. */
final class RegistrySettings {

    private static final Setting<List<URI>> URLS = Setting.parsed(
            "schema-registry.url",
            "",
            "http or https URLs, comma-separated",
            "the registry's Confluent-compatible REST API, required by kafka.format: confluent; of several URLs the first that answers",
            RegistrySettings::urls);
    private static final Setting<Boolean> AUTO_REGISTER = Setting.parsed(
            "schema-registry.auto-register",
            "true",
            "true | false",
            "whether the job registers its own schemas where the registry lacks them",
            RegistrySettings::bool);
    private static final Setting<String> USER =
            Setting.text("schema-registry.user", "", "name for basic authentication; empty for none");
    private static final Setting<Secret> PASSWORD =
            secret("schema-registry.password", "where that user's password is, on every machine");
    private static final Setting<Secret> TOKEN =
            secret("schema-registry.token", "where a bearer token is, on every machine");
    private static final Setting<String> CA_FILE = Setting.text(
            "schema-registry.ca-file",
            "",
            "certificates, PEM, of the authorities of an https registry; empty for the platform's");
    private static final Setting<Duration> TIMEOUT = Setting.duration(
            "schema-registry.timeout",
            "2 s",
            Duration.ofMillis(1),
            Duration.ofMinutes(1),
            "for each of its answers; a task that needs one and gets none fails, and Flink restarts the job");

    static final List<Setting<?>> ALL = List.of(URLS, AUTO_REGISTER, USER, PASSWORD, TOKEN, CA_FILE, TIMEOUT);

    private RegistrySettings() {}

    /**
     * @param format of the values; only one of them needs a registry
     * @throws UserError if that one has none, or two kinds of credentials are given
     */
    static Registry read(JobConfig.Format format, Map<String, String> values) {
        Registry registry = new Registry(
                URLS.read(values),
                AUTO_REGISTER.read(values),
                USER.read(values),
                PASSWORD.read(values),
                TOKEN.read(values),
                CA_FILE.read(values),
                TIMEOUT.read(values));
        if (format == JobConfig.Format.CONFLUENT && registry.urls().isEmpty()) {
            throw new UserError(URLS.key() + " is required by " + JobSettings.FORMAT.key() + ": confluent");
        }
        if (!registry.user().isEmpty() && registry.token().isGiven()) {
            throw new UserError(USER.key() + " and " + TOKEN.key() + " exclude each other");
        }
        return registry;
    }

    private static Setting<Secret> secret(String key, String meaning) {
        return Setting.parsed(key, "", Secret.FORMS, meaning, text -> Secret.at(key, text));
    }

    private static List<URI> urls(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .map(RegistrySettings::url)
                        .toList();
    }

    private static URI url(String text) {
        URI url = URI.create(text.replaceAll("/+$", ""));
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException("is no such URL");
        }
        if (url.getUserInfo() != null) {
            throw new UserError(
                    "schema-registry.url has credentials in it; use " + USER.key() + " and " + PASSWORD.key());
        }
        return url;
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is neither");
        };
    }
}
