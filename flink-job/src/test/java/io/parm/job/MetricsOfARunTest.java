package io.parm.job;

import static io.parm.job.metrics.JobMetrics.ANSWERS;
import static io.parm.job.metrics.JobMetrics.DEAD_LETTERS;
import static io.parm.job.metrics.JobMetrics.GROUPS;
import static io.parm.job.metrics.JobMetrics.INFERENCES;
import static io.parm.job.metrics.JobMetrics.INSTANCE_INFERENCES;
import static io.parm.job.metrics.JobMetrics.LATENCY;
import static org.assertj.core.api.Assertions.assertThat;

import io.parm.job.metrics.JobMetrics;
import io.parm.job.metrics.RecordedMetrics;
import io.parm.job.stream.RawRecord;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** After a run of which everything is known, every metric has the value that it must have. */
class MetricsOfARunTest {

    private static final int RECORDS = 1_000;
    private static final int BAD = RECORDS / 50;
    private static final int QUERIES = RECORDS - BAD;

    private static final InMemoryReporter REPORTER = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(8)
            .setConfiguration(REPORTER.addToConfiguration(new Configuration()))
            .build());

    @TempDir
    private Path folder;

    /** Every 50th record is bad, every 8th query fails: never two of a group. */
    private static RawRecord record(long index) {
        if (index % 50 == 49) {
            return Queries.raw(new byte[] {1, 2, 3});
        }
        return Queries.raw("q-" + index, fails(index) ? ScriptedInstances.FAIL : index);
    }

    private static boolean fails(long index) {
        return index % 8 == 3;
    }

    @Test
    void countsAreThoseOfTheRun() throws Exception {
        int failing = 0;
        for (int index = 0; index < RECORDS; index++) {
            failing += index % 50 != 49 && fails(index) ? 1 : 0;
        }
        TestService.write(folder);
        Map<String, String> settings = new HashMap<>(BoundedJob.PATIENT);
        settings.put("group.max-wait", "10 min");
        settings.put("parity.delay", "1 ms");

        BoundedJob.run(folder, settings, MetricsOfARunTest::record, RECORDS, new BoundedJob.Collected());

        RecordedMetrics metrics = RecordedMetrics.of(REPORTER);
        assertThat(JobMetrics.ALL).allMatch(metrics::has, "is registered");
        assertThat(metrics.of(DEAD_LETTERS, "MALFORMED")).isEqualTo(BAD);
        assertThat(metrics.of(DEAD_LETTERS)).isEqualTo(BAD);
        assertThat(metrics.of(GROUPS, "true")).isEqualTo(QUERIES / 2);
        assertThat(metrics.of(GROUPS, "false")).isZero();
        assertThat(metrics.of(JobMetrics.GROUP_FILL)).isEqualTo(QUERIES / 2);
        assertThat(metrics.of(JobMetrics.ENCODE)).isEqualTo(QUERIES / 2);
        answersAreThoseOfTheRun(metrics, failing);
        poolsAreThoseOfTheRun(metrics, failing);
    }

    private static void answersAreThoseOfTheRun(RecordedMetrics metrics, int failing) {
        assertThat(metrics.of(ANSWERS, "ORIGINAL")).isEqualTo(QUERIES - failing);
        assertThat(metrics.of(ANSWERS, "RECONSTRUCTED")).isEqualTo(failing);
        assertThat(metrics.of(ANSWERS, "DEFAULT")).isZero();
        assertThat(metrics.of(LATENCY, "ORIGINAL")).isEqualTo(QUERIES - failing);
        assertThat(metrics.of(LATENCY.buckets(), "RECONSTRUCTED", "+Inf")).isEqualTo(failing);
        assertThat(metrics.of(JobMetrics.PARITY_WAIT.buckets(), "1")).isEqualTo(failing);
        assertThat(metrics.of(JobMetrics.DECODE)).isEqualTo(failing);
        assertThat(metrics.of(JobMetrics.LATE_ORIGINALS)).isZero();
    }

    private static void poolsAreThoseOfTheRun(RecordedMetrics metrics, int failing) {
        assertThat(metrics.of(INFERENCES, "deployed-0", "OUTPUT")).isEqualTo(QUERIES - failing);
        assertThat(metrics.of(INFERENCES, "deployed-0", "FAILED")).isEqualTo(failing);
        assertThat(metrics.of(INFERENCES, "deployed-0", "REJECTED")).isZero();
        assertThat(metrics.of(INSTANCE_INFERENCES, "deployed-0")).isEqualTo(QUERIES);
        assertThat(metrics.of(JobMetrics.QUEUE_WAIT.buckets(), "deployed-0", "+Inf"))
                .isEqualTo(QUERIES);
        assertThat(metrics.of(JobMetrics.INFERENCE, "deployed-0")).isEqualTo(QUERIES - failing);
        assertThat(metrics.of(JobMetrics.IN_FLIGHT)).isZero();
        assertThat(metrics.of(JobMetrics.EJECTIONS)).isZero();

        long sent = metrics.of(JobMetrics.HELD_PARITY_QUERIES, "true");
        assertThat(sent).isGreaterThanOrEqualTo(failing);
        assertThat(sent + metrics.of(JobMetrics.HELD_PARITY_QUERIES, "false")).isEqualTo(QUERIES / 2);
        assertThat(metrics.of(INFERENCES, "parity-0", "OUTPUT")).isEqualTo(sent);
        assertThat(metrics.of(JobMetrics.PARITY_DELAY)).isEqualTo(1);
    }
}
