package io.parm.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.job.metrics.JobMetrics;
import io.parm.job.metrics.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What Flink's own Prometheus reporter shows of the job, with the settings of {@code conf/config.yaml}. */
class PrometheusPageTest {

    private static final int QUERIES = 40;
    private static final Metric LATENCY = JobMetrics.LATENCY.buckets();
    private static final int PORT = freePort();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(8)
            .setConfiguration(reporter())
            .build());

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyMetricIsThereUnderItsNameAndTheBucketsOfLatencyAreCumulative() throws Exception {
        TestService.write(folder);
        Map<String, String> settings = new HashMap<>(BoundedJob.PATIENT);
        settings.put("parity.delay", "1 ms");
        // The one that hangs keeps the job, and so its metrics, alive.
        JobClient job = BoundedJob.start(
                folder,
                settings,
                index -> Queries.raw("q-" + index, index == QUERIES ? ScriptedInstances.HANG : index),
                QUERIES + 1);
        String everyAnswer =
                JobMetrics.ANSWERS.prometheusName() + "\\{[^}]*source=\"ORIGINAL\"[^}]*} " + QUERIES + "\\.0";
        Pattern answered = Pattern.compile(everyAnswer);
        while (!answered.matcher(page()).find()) {
            Thread.onSpinWait();
        }
        // A page is no snapshot: only the next one was all written after the last answer.
        String page = page();
        job.cancel().join();

        for (Metric metric : JobMetrics.ALL) {
            assertThat(page).contains("\n" + metric.prometheusName() + "{");
        }
        List<Double> buckets = latencyBuckets(page);
        assertThat(buckets).hasSize(23).isSorted();
        assertThat(buckets.get(22)).isEqualTo(QUERIES);
    }

    /** In the order of their bounds, the unbounded last, which a sorted page would have first. */
    private static List<Double> latencyBuckets(String page) {
        Map<Double, Double> byBound = new TreeMap<>();
        Matcher line =
                Pattern.compile(LATENCY.prometheusName() + "\\{([^}]*)} (\\S+)").matcher(page);
        while (line.find()) {
            Matcher bound = Pattern.compile("le=\"([^\"]+)\"").matcher(line.group(1));
            if (line.group(1).contains("source=\"ORIGINAL\"") && bound.find()) {
                boolean isLast = bound.group(1).equals("+Inf");
                byBound.put(
                        isLast ? Double.POSITIVE_INFINITY : Double.parseDouble(bound.group(1)),
                        Double.valueOf(line.group(2)));
            }
        }
        return new ArrayList<>(byBound.values());
    }

    private String page() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/metrics"))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private static Configuration reporter() {
        Configuration settings = new Configuration();
        String prefix = "metrics.reporter.prom.";
        settings.setString(prefix + "factory.class", "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
        settings.setString(prefix + "port", String.valueOf(PORT));
        settings.setString(prefix + "filterLabelValueCharacters", "false");
        return settings;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
