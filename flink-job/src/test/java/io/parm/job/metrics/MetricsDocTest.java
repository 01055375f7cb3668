package io.parm.job.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} says what the code does. */
class MetricsDocTest {

    private final String page;

    MetricsDocTest() throws IOException {
        page = Files.readString(Path.of("../docs/metrics.md"));
    }

    @Test
    void theTableIsTheMetricsInTheirOrder() {
        List<String> rows = page.lines()
                .dropWhile(line -> !line.startsWith("| metric |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        JobMetrics.ALL.stream().map(MetricsDocTest::row).toList());
    }

    @Test
    void theBoundsAreThoseOfTheBuckets() {
        StringBuilder bounds = new StringBuilder();
        for (long bound : Timing.BOUNDS_MS) {
            bounds.append(bound).append(", ");
        }

        assertThat(page).contains(bounds + Timing.UNBOUNDED);
    }

    @Test
    void nothingIsDeclaredTwice() {
        assertThat(JobMetrics.ALL).extracting(Metric::prometheusName).doesNotHaveDuplicates();
    }

    private static String row(Metric metric) {
        String labels = metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        String tail = metric.prometheusName().substring(Metric.PROMETHEUS_PREFIX.length());
        return "| `" + metric.name() + "` | `…" + tail + "` | "
                + metric.kind().name().toLowerCase(Locale.ROOT) + " | " + metric.unit() + " |"
                + (labels.isEmpty() ? " " : " " + labels + " ") + "| " + metric.meaning() + " |";
    }
}
