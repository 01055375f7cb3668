package io.parm.lab.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.Parm;
import io.parm.lab.cluster.Checkpoints;
import io.parm.lab.cluster.RunningJob;
import io.parm.lab.load.AnswerCollector;
import io.parm.lab.load.LoadGenerator;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.SentLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {

    private static final int QUERIES = 1500;
    private static final double PER_SECOND = 250;

    /** The job is killed when so many are answered: early in the load. */
    private static final int ANSWERED_BEFORE_THE_KILL = 300;

    /** What a killed job leaves open is forgotten this long after give-up, and give-up comes soon. */
    private static final Map<String, String> FORGETFUL =
            Map.of("answer.give-up", "300 ms", "answer.retention", "300 ms");

    @TempDir
    static Path folder;

    private static TestStand stand;

    @BeforeAll
    static void start() {
        stand = new TestStand(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        stand.close();
    }

    @Test
    void aCancelledJobGoesOnFromItsCheckpointAndNoQueryIsLost() throws Exception {
        Map<String, String> settings = stand.settings("cancelled", FORGETFUL);
        Path checkpoints = stand.checkpoints("cancelled");
        RunningJob first = stand.submit(settings, "", Optional.empty());
        try (Load load = new Load("cancelled")) {
            load.awaitAnswers(ANSWERED_BEFORE_THE_KILL);
            first.cancel();
            Optional<Path> checkpoint = Checkpoints.newest(checkpoints);
            assertThat(checkpoint).as("a retained checkpoint").isPresent();
            RunningJob second = stand.submit(settings, "", checkpoint);
            load.awaitAllAnswered();
            awaitNoGroupIsKept(checkpoints);
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
        try (Load load = new Load("killed")) {
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

    /** A load that flows while the test goes on, and its answers. */
    private static final class Load implements AutoCloseable {

        private final LoadGenerator generator;
        private final AnswerCollector answers;
        private final CompletableFuture<SentLoad> sending;

        Load(String name) {
            String servers = stand.kafka.bootstrapServers();
            generator = new LoadGenerator(servers, name + "-queries", TestStand.DATA.inputs());
            answers = new AnswerCollector(servers, name + "-predictions", name);
            sending = CompletableFuture.supplyAsync(
                    () -> generator.send(name, PoissonSchedule.ofCount(PER_SECOND, QUERIES, 1)));
        }

        void awaitAnswers(int count) throws InterruptedException {
            assertThat(answers.await(count, Await.LONG)).as("answers").isTrue();
        }

        /** Every query has at least one answer; the job was killed while they were still being sent. */
        void awaitAllAnswered() throws InterruptedException {
            SentLoad load = sending.join();
            assertThat(load.unsent()).isZero();
            assertThat(answers.await(QUERIES, Await.LONG))
                    .as("%s of %s answered", answers.answered(), QUERIES)
                    .isTrue();
        }

        @Override
        public void close() {
            sending.cancel(true);
            generator.close();
            answers.close();
        }
    }
}
