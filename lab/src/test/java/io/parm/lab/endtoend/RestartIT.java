package io.parm.lab.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.Parm;
import io.parm.lab.cluster.Checkpoints;
import io.parm.lab.cluster.RunningJob;
import io.parm.lab.load.KafkaAccess;
import io.parm.lab.topic.TopicContents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartIT {

    /** A job that is cancelled during a checkpoint leaves a transaction that one without transactions does not end: the broker does. */
    private static final String TRANSACTION_TIMEOUT_MS = "30000";

    private static final int QUERIES = 1500;
    private static final double PER_SECOND = 250;

    /** The job is killed when so many are answered: early in the load. */
    private static final int ANSWERED_BEFORE_THE_KILL = 300;

    /** What a killed job leaves open is forgotten this long after give-up, and give-up comes soon. */
    private static final Map<String, String> FORGETFUL =
            Map.of("answer.give-up", "300 ms", "answer.retention", "300 ms");

    @TempDir
    static Path folder;

    @AutoClose
    private static TestStand stand;

    @BeforeAll
    static void start() {
        stand = new TestStand(folder);
    }

    @ParameterizedTest
    @CsvSource({"at-least-once,at-least-once", "at-least-once,exactly-once", "exactly-once,at-least-once"})
    void aCancelledJobGoesOnFromItsCheckpointAndNoQueryIsLost(String before, String after) throws Exception {
        String name = before + "-then-" + after;
        Map<String, String> settings = stand.settings(name, FORGETFUL);
        settings.put("kafka.delivery", before);
        settings.put("kafka.properties.transaction.timeout.ms", TRANSACTION_TIMEOUT_MS);
        Path checkpoints = stand.checkpoints(name);
        RunningJob first = stand.submit(settings, "", Optional.empty());
        try (FlowingLoad load = load(name)) {
            load.awaitAnswers(ANSWERED_BEFORE_THE_KILL);
            first.cancel();
            Optional<Path> checkpoint = Checkpoints.newest(checkpoints);
            assertThat(checkpoint).as("a retained checkpoint").isPresent();
            settings.put("kafka.delivery", after);
            RunningJob second = stand.submit(settings, "", checkpoint);
            load.awaitAllAnswered();
            awaitNoGroupIsKept(checkpoints);
            assertThat(second.restarts()).isZero();
            second.cancel();
        }
    }

    /** Queries in flight are dealt out anew, and groups by their ids. */
    @ParameterizedTest
    @CsvSource({"1,2", "2,1"})
    void aJobThatGoesOnWithOtherSubtasksLosesNoQuery(int before, int after) throws Exception {
        String name = before + "-then-" + after + "-subtasks";
        Map<String, String> settings = stand.settings(name, FORGETFUL);
        settings.putAll(Map.of("deployed.slots", "shared", "parity.slots", "shared"));
        settings.put("parallelism", String.valueOf(before));
        RunningJob first = stand.submit(settings, "", Optional.empty());
        try (FlowingLoad load = load(name)) {
            load.awaitAnswers(ANSWERED_BEFORE_THE_KILL);
            first.cancel();
            settings.put("parallelism", String.valueOf(after));
            RunningJob second = stand.submit(settings, "", Checkpoints.newest(stand.checkpoints(name)));
            load.awaitAllAnswered();
            awaitNoGroupIsKept(stand.checkpoints(name));
            assertThat(second.restarts()).isZero();
            second.cancel();
        }
    }

    @Test
    void aKilledProcessGoesOnFromItsCheckpointAndNoQueryIsLost() throws Exception {
        Map<String, String> settings = stand.settings("killed", FORGETFUL);
        Path data = folder.resolve("killed-data");
        settings.put("checkpoint.directory", data.resolve("checkpoints").toUri().toString());
        Process first = parmRun(settings, data, "first.log");
        Process second = null;
        try (FlowingLoad load = load("killed")) {
            load.awaitAnswers(ANSWERED_BEFORE_THE_KILL);
            Await.until(
                    "a checkpoint",
                    () -> Checkpoints.newest(data.resolve("checkpoints")).isPresent());
            ChildJava.kill(first);
            second = parmRun(settings, data, "second.log");
            load.awaitAllAnswered();
            awaitNoGroupIsKept(data.resolve("checkpoints"));
            assertThat(second.isAlive()).isTrue();
        } finally {
            ChildJava.kill(first, second);
        }
    }

    /** It dies with a transaction open, and perhaps with one that a checkpoint has but Kafka has not. */
    @Test
    void aKilledProcessThatDeliversExactlyOnceLeavesOneCommittedAnswerToEachQuery() throws Exception {
        Map<String, String> settings = stand.settings("once", FORGETFUL);
        settings.put("kafka.delivery", "exactly-once");
        Path data = folder.resolve("once-data");
        settings.put("checkpoint.directory", data.resolve("checkpoints").toUri().toString());
        Process first = parmRun(settings, data, "once-first.log");
        Process second = null;
        try (FlowingLoad load = load("once")) {
            load.awaitAnswers(ANSWERED_BEFORE_THE_KILL);
            ChildJava.kill(first);
            second = parmRun(settings, data, "once-second.log");
            load.awaitAllAnswered();
            awaitNoGroupIsKept(data.resolve("checkpoints"));
            Await.until("all is committed", () -> {
                String servers = stand.kafka.bootstrapServers();
                return Records.end(servers, "once-predictions", true)
                        == Records.end(servers, "once-predictions", false);
            });
            assertThat(second.isAlive()).isTrue();
            Map<String, Integer> copies = committedCopies("once-predictions");
            assertThat(copies).hasSize(QUERIES);
            assertThat(copies.values()).containsOnly(1);
        } finally {
            ChildJava.kill(first, second);
        }
    }

    /** How many committed answers there are, by query id. */
    private static Map<String, Integer> committedCopies(String topic) {
        Map<String, Integer> copies = new HashMap<>();
        new TopicContents(KafkaAccess.open(stand.kafka.bootstrapServers()), topic)
                .forEach(record -> copies.merge(Records.utf8(record.key()), 1, Integer::sum), (read, all) -> {});
        return copies;
    }

    @Test
    void restartsCountsWhatFlinkRestarted() throws Exception {
        int failures = 2;
        RunningJob job =
                stand.submit(stand.settings("breaking", Map.of()), new BreakingInstances("parity-0", failures));
        try {
            Await.until("restarts", () -> job.restarts() == failures);
        } finally {
            job.cancel();
        }
    }

    private static void awaitNoGroupIsKept(Path checkpoints) throws Exception {
        Await.until(
                "a checkpoint without any group",
                () -> AnswerState.newest(checkpoints, folder).map(List::isEmpty).orElse(false));
    }

    private static FlowingLoad load(String name) {
        return new FlowingLoad(stand, name, name, PER_SECOND, QUERIES);
    }

    private static Process parmRun(Map<String, String> settings, Path data, String log) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                Parm.class.getName(),
                "run",
                "--web-port=0",
                "--data=" + data,
                "--bootstrap-servers=" + stand.kafka.bootstrapServers()));
        settings.forEach((key, value) -> arguments.add("--set=" + key + "=" + value));
        return ChildJava.start(ChildJava.of("600m", ChildJava.classPath(), arguments), folder.resolve(log));
    }
}
