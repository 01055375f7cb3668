package io.parm.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.remote.HeldInstances;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} says of a model server's metrics what their page says. */
class ServerMetricsDocTest {

    private static final Pattern ROW = Pattern.compile("\\| `(parm_\\w+)` \\| (\\w+) \\| [^|]+ \\| ([^|]+) \\|");
    private static final Pattern HEAD = Pattern.compile("# HELP (\\w+) (.*)\\n# TYPE \\w+ (\\w+)");

    @Test
    void theTableIsThePagesHeadsInTheirOrder() throws Exception {
        List<String> documented = new ArrayList<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("../docs/metrics.md")));
        while (row.find()) {
            documented.add(row.group(1) + " " + row.group(2) + " " + row.group(3));
        }

        assertThat(documented).isNotEmpty().containsExactlyElementsOf(heads());
    }

    private static List<String> heads() throws Exception {
        List<String> heads = new ArrayList<>();
        try (ModelServer server = Servers.small(new HeldInstances(), 3)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.httpAddress() + "/metrics"))
                    .build();
            Matcher head = HEAD.matcher(HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body());
            while (head.find()) {
                heads.add(head.group(1) + " " + head.group(3) + " " + head.group(2));
            }
        }
        return heads;
    }
}
