package io.parm.lab.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parm.lab.local.Prometheus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Prometheus' own tool says of the rules, where it is installed. */
class PromtoolTest {

    @BeforeEach
    void isInstalled() {
        assumeTrue(Prometheus.installed().isPresent(), "promtool is not installed: apt-get install prometheus");
    }

    @Test
    void theScrapeConfigurationIsOne() throws Exception {
        succeeds("check", "config", "prometheus.yml");
    }

    @Test
    void everyAlertFiresWhenItMustAndNotBefore() throws Exception {
        assertThat(succeeds("test", "rules", "alerts.test.yml")).contains("SUCCESS");
    }

    @Test
    void everyQueryOfTheDashboardIsPromQl() throws Exception {
        StringBuilder rules = new StringBuilder("groups: [{name: dashboard, rules: [");
        List<String> expressions = MonitoringFiles.expressions();
        for (String expression : expressions) {
            String query = expression
                    .replace("$__rate_interval", "1m")
                    .replace("'", "''")
                    .replace("\n", " ");
            rules.append("{record: a, labels: {n: '")
                    .append(rules.length())
                    .append("'}, expr: '")
                    .append(query)
                    .append("'},");
        }

        assertThat(checkRules(rules.append("]}]").toString()))
                .contains("SUCCESS: " + expressions.size() + " rules found");
    }

    private static String checkRules(String rules) throws Exception {
        Path file = Files.createTempFile("dashboard", ".yml");
        try {
            Files.writeString(file, rules);
            return succeeds("check", "rules", file.toString());
        } finally {
            Files.delete(file);
        }
    }

    private static String succeeds(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(Arrays.asList(arguments));
        Process promtool = new ProcessBuilder(command)
                .directory(MonitoringFiles.PROMETHEUS.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(said).isZero();
        return said;
    }
}
