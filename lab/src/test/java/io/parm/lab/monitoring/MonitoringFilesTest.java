package io.parm.lab.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parm.job.metrics.JobMetrics;
import io.parm.job.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MonitoringFilesTest {

    /** What is no metric in PromQL: texts, labels, ranges, lists of labels. */
    private static final Pattern NO_METRICS =
            Pattern.compile("\"[^\"]*\"|\\{[^}]*}|\\[[^\\]]*]|\\b(?:by|without|on|ignoring)\\s*\\([^)]*\\)");

    private static final Pattern NAME = Pattern.compile("\\b([a-zA-Z_:][\\w:]*)\\b(?!\\s*\\()");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"");
    private static final Pattern DOCUMENTED = Pattern.compile("\\| `((?:flink|parm)_\\w+)` \\|");

    @Test
    void everyMetricThatAlertsAndDashboardAskForIsDocumented() throws IOException {
        Set<String> known = knownNames();

        for (String expression : MonitoringFiles.expressions()) {
            assertThat(names(expression)).as(expression).isNotEmpty().isSubsetOf(known);
        }
    }

    @Test
    void everyLabelThatAJobsMetricIsAskedByIsOneOfItsOwnOrFlinks() throws IOException {
        int asked = 0;
        for (String expression : MonitoringFiles.expressions()) {
            for (Metric metric : JobMetrics.ALL) {
                Matcher selector = Pattern.compile("\\b" + metric.prometheusName() + "\\{([^}]*)}")
                        .matcher(expression);
                while (selector.find()) {
                    Set<String> labels = new HashSet<>(metric.labels());
                    labels.addAll(List.of("job_name", "quantile"));
                    assertThat(all(LABEL, selector.group(1))).as(expression).isSubsetOf(labels);
                    asked++;
                }
            }
        }
        assertThat(asked).isGreaterThan(30);
    }

    @Test
    void everyMetricOfTheJobIsOnTheDashboardByOneOfItsForms() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String expression : MonitoringFiles.expressions()) {
            shown.addAll(names(expression));
        }

        List<String> unseen = new ArrayList<>();
        for (Metric metric : JobMetrics.ALL) {
            boolean isSeen = shown.contains(metric.prometheusName())
                    || shown.contains(metric.buckets().prometheusName());
            if (!isSeen) {
                unseen.add(metric.name());
            }
        }
        // A gauge that only a table of delays would need, what busy and queued say together, and what ejected tells
        // over time.
        assertThat(unseen).containsExactlyInAnyOrder("parityDelayMs", "inFlight", "ejections", "instanceInFlight");
    }

    @Test
    void everyAlertWaitsAWhileHasASeverityAndSaysWhatToDo() throws IOException {
        List<JsonNode> alerts = MonitoringFiles.alerts();
        String page = Files.readString(Path.of("../docs/metrics.md"));

        assertThat(alerts).hasSize(11).allSatisfy(alert -> {
            assertThat(alert.path("for").asText()).matches("[0-9]+m");
            assertThat(alert.at("/labels/severity").asText()).isIn("warning", "critical");
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            assertThat(alert.at("/annotations/description").asText()).hasSizeGreaterThan(100);
            assertThat(page)
                    .contains("| `" + alert.path("alert").asText() + "` | "
                            + alert.at("/labels/severity").asText() + " |");
        });
    }

    @Test
    void panelsHaveIdsOfTheirOwnAndDoNotOverlap() throws IOException {
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();
        for (JsonNode panel :
                MonitoringFiles.elements(MonitoringFiles.dashboard().path("panels"))) {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            JsonNode at = panel.path("gridPos");
            assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = 0; x < at.path("w").asInt(); x++) {
                for (int y = 0; y < at.path("h").asInt(); y++) {
                    assertThat(cells.add((at.path("x").asInt() + x) + "/"
                                    + (at.path("y").asInt() + y)))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        }
        assertThat(MonitoringFiles.panels()).allSatisfy(panel -> {
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            assertThat(panel.path("targets")).isNotEmpty();
        });
    }

    private static Set<String> knownNames() throws IOException {
        Set<String> known = new HashSet<>(Set.of("up"));
        JobMetrics.ALL.forEach(metric -> known.add(metric.prometheusName()));
        for (String name : all(DOCUMENTED, Files.readString(Path.of("../docs/metrics.md")))) {
            known.add(name);
            known.add(name + "_bucket");
        }
        return known;
    }

    private static Set<String> names(String expression) {
        Set<String> names = all(NAME, NO_METRICS.matcher(expression).replaceAll(" "));
        names.removeAll(Set.of("and", "or", "unless", "bool"));
        return names;
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
