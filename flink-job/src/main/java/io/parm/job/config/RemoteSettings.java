package io.parm.job.config;

import io.parm.inference.remote.EndpointSource;
import io.parm.model.UserError;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How model servers are spoken to; the same for the deployed model's and the parity models'. */
final class RemoteSettings {

    private static final Setting<String> TOKEN_FILE = Setting.text(
            "remote.token-file", "", "file on every machine whose content is sent to model servers as bearer token");
    private static final Setting<String> CA_FILE = Setting.text(
            "remote.ca-file",
            "",
            "certificates, PEM, of the authorities of grpcs and https servers; empty for the platform's");
    private static final Setting<Map<String, String>> HEADERS = Setting.parsed(
            "remote.headers", "", "name=value, comma-separated", "sent with every call", RemoteSettings::headers);
    private static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration(
            "remote.connect-timeout",
            "2 s",
            Duration.ofMillis(1),
            Duration.ofMinutes(10),
            "for a connection, and for the answer whether a server is ready");
    private static final Setting<Integer> MAX_MESSAGE_BYTES = Setting.integer(
            "remote.max-message-bytes", 64 << 20, 1 << 10, 1 << 29, "a server's answer that is larger is a failure");

    static final List<Setting<?>> ALL = List.of(TOKEN_FILE, CA_FILE, HEADERS, CONNECT_TIMEOUT, MAX_MESSAGE_BYTES);

    private RemoteSettings() {}

    /**
     * @param endpoints as text; empty for none
     * @throws UserError if one cannot be read
     */
    static JobConfig.Remote read(String endpoints, String model, Map<String, String> values) {
        List<String> texts = endpoints.isBlank()
                ? List.of()
                : Arrays.stream(endpoints.split(",")).map(String::strip).toList();
        if (!texts.isEmpty()) {
            EndpointSource.of(texts);
        }
        return new JobConfig.Remote(
                texts,
                model,
                TOKEN_FILE.read(values),
                CA_FILE.read(values),
                HEADERS.read(values),
                CONNECT_TIMEOUT.read(values),
                MAX_MESSAGE_BYTES.read(values));
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : text.isBlank() ? new String[0] : text.split(",")) {
            int equals = header.indexOf('=');
            if (equals < 1) {
                // What it was may be a token.
                throw new UserError(
                        "remote.headers must be name=value, comma-separated, but has an entry without a name or a =");
            }
            headers.put(
                    header.substring(0, equals).strip(),
                    header.substring(equals + 1).strip());
        }
        return headers;
    }
}
