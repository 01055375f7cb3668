package io.parm.lab.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What Prometheus and Grafana are given. */
final class MonitoringFiles {

    static final Path PROMETHEUS = Path.of("../docker/prometheus");
    static final Path DASHBOARD = Path.of("../docker/grafana/dashboards/parm.json");

    private MonitoringFiles() {}

    static List<JsonNode> alerts() throws IOException {
        JsonNode file =
                new YAMLMapper().readTree(PROMETHEUS.resolve("alerts.yml").toFile());
        return file.findValues("rules").stream()
                .flatMap(rules -> elements(rules).stream())
                .toList();
    }

    static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(DASHBOARD.toFile());
    }

    /** Panels that show something. */
    static List<JsonNode> panels() throws IOException {
        return elements(dashboard().path("panels")).stream()
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }

    /** Every expression of alerts and panels. */
    static List<String> expressions() throws IOException {
        List<String> all = new ArrayList<>();
        alerts().forEach(alert -> all.add(alert.path("expr").asText()));
        for (JsonNode panel : panels()) {
            panel.path("targets").forEach(target -> all.add(target.path("expr").asText()));
        }
        return all;
    }

    static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }
}
