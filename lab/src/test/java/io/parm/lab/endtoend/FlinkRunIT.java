package io.parm.lab.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.cluster.EmbeddedKafka;
import io.parm.lab.load.Answer;
import io.parm.lab.load.AnswerCollector;
import io.parm.lab.load.LoadGenerator;
import io.parm.lab.load.PoissonSchedule;
import io.parm.schemas.AnswerSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkRunIT {

    private static final int QUERIES = 200;
    private static final double PER_SECOND = 200;

    @TempDir
    Path folder;

    /** Twice, because natives load once per JVM and each job has a class loader of its own. */
    @Test
    void theJobJarRunsOnASessionClusterAndASecondTimeToo() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                SessionCluster cluster = new SessionCluster(folder)) {
            kafka.createTopics("queries", "predictions", "corrections", "dead-letters");
            cluster.start();
            runsAndAnswers("first", cluster, kafka.bootstrapServers());
            cluster.cancelJobs();
            runsAndAnswers("second", cluster, kafka.bootstrapServers());
        }
    }

    private void runsAndAnswers(String load, SessionCluster cluster, String servers) throws Exception {
        SessionCluster.Submission submission = cluster.flinkRun(JobJar.path(), List.of(settings(servers)));
        assertThat(submission.exitCode()).as(submission.toString()).isZero();
        try (AnswerCollector answers = new AnswerCollector(servers, "predictions", load);
                LoadGenerator generator = new LoadGenerator(servers, "queries", TestStand.DATA.inputs())) {
            generator.send(load, PoissonSchedule.ofCount(PER_SECOND, QUERIES, 1));
            assertThat(answers.await(QUERIES, Await.LONG)).isTrue();
            assertThat(answers.answers().values()).extracting(Answer::source).containsOnly(AnswerSource.ORIGINAL);
        }
    }

    @Test
    void aWrongSettingIsOneLineAndAnExitCode() throws Exception {
        try (SessionCluster cluster = new SessionCluster(folder)) {
            SessionCluster.Submission submission =
                    cluster.flinkRun(JobJar.path(), List.of(settings("localhost:1"), "answer.dedline=1 s"));
            assertThat(submission.exitCode()).isNotZero();
            assertThat(submission.stderr().lines()).as(submission.stderr()).hasSize(1);
            assertThat(submission.stderr()).startsWith("parm: unknown setting answer.dedline");
            assertThat(submission.stdout()).doesNotContain("Exception");
        }
    }

    @Test
    void theJobJarHoldsWhatFlinkLacksAndNothingThatItHas() throws Exception {
        try (JarFile jar = new JarFile(JobJar.path().toFile())) {
            List<String> entries = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .toList();
            assertThat(entries)
                    .contains("io/parm/job/ParmJob.class", "org/apache/kafka/clients/consumer/KafkaConsumer.class")
                    .noneMatch(entry -> entry.startsWith("org/apache/flink/runtime/"))
                    .noneMatch(entry -> entry.startsWith("ai/djl/"))
                    .noneMatch(entry -> entry.startsWith("org/slf4j/"))
                    .noneMatch(entry -> entry.startsWith("org/apache/logging/"));
        }
    }

    private String settings(String servers) throws IOException {
        return Files.writeString(folder.resolve("job.yaml"), """
                        service: %s
                        kafka.bootstrap-servers: %s
                        checkpoint.directory: %s
                        answer:
                          deadline: 5 min
                          give-up: 5 min
                        """.formatted(
                                TestStand.SERVICE.toAbsolutePath(),
                                servers,
                                folder.resolve("checkpoints").toUri()))
                .toString();
    }
}
