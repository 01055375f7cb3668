package io.parm.lab.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.job.kafka.format.SingleObjectFormat;
import io.parm.lab.cluster.SecuredKafka;
import io.parm.lab.load.AnswerCollector;
import io.parm.lab.load.KafkaAccess;
import io.parm.lab.load.LoadGenerator;
import io.parm.lab.load.PoissonSchedule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged job on a session cluster, with a password of three parts, each put in by another of Kafka's providers. */
class SecretsIT {

    private static final String OF_ENVIRONMENT = "Xq7first";
    private static final String OF_FILE = "Zk3second";
    private static final String OF_DIRECTORY = "Wv9third";
    private static final String PASSWORD = OF_ENVIRONMENT + OF_FILE + OF_DIRECTORY;
    private static final int QUERIES = 50;

    /** What the web UI asks for; ids of jobs, vertices and TaskManagers are filled in. */
    private static final List<String> PAGES = List.of(
            "/config",
            "/overview",
            "/jobmanager/config",
            "/jobmanager/environment",
            "/jobmanager/log",
            "/jars",
            "/jobs/overview",
            "/jobs/JOB",
            "/jobs/JOB/config",
            "/jobs/JOB/plan",
            "/jobs/JOB/exceptions",
            "/jobs/JOB/accumulators",
            "/jobs/JOB/checkpoints",
            "/jobs/JOB/checkpoints/config",
            "/jobs/JOB/jobmanager/config",
            "/jobs/JOB/jobmanager/environment",
            "/jobs/JOB/metrics",
            "/jobs/JOB/vertices/VERTEX",
            "/jobs/JOB/vertices/VERTEX/accumulators",
            "/jobs/JOB/vertices/VERTEX/metrics",
            "/taskmanagers",
            "/taskmanagers/TASKMANAGER",
            "/taskmanagers/TASKMANAGER/log");

    @TempDir
    Path folder;

    @Test
    void aSecretIsInNoLogNoPageAndNoCheckpoint() throws Exception {
        try (SecuredKafka kafka = new SecuredKafka(folder.resolve("broker"));
                SessionCluster cluster = new SessionCluster(Files.createDirectories(folder.resolve("cluster")))) {
            kafka.createTopics("queries", "predictions", "corrections", "dead-letters");
            kafka.createUser("parm", PASSWORD);
            logAtDebug();
            cluster.setEnvironment("KAFKA_PASSWORD", OF_ENVIRONMENT);
            cluster.start();

            runsAndAnswers("put-in", variables(), kafka, cluster);
            cluster.cancelJobs();
            assertNoSecretIn(folder.resolve("checkpoints"), ".*");
            runsAndAnswers("written-out", PASSWORD, kafka, cluster);
            assertNoSecretIn(folder.resolve("cluster"), ".*\\.(log|out|err)");
        }
    }

    private void runsAndAnswers(String load, String password, SecuredKafka kafka, SessionCluster cluster)
            throws Exception {
        Map<String, String> settings = settings(kafka, password);
        for (Rights.Right right : Rights.of(settings)) {
            right.grant(kafka, "parm");
        }
        SessionCluster.Submission submission = cluster.flinkRun(JobJar.path(), List.of(yaml(load, settings)));
        assertThat(submission.exitCode()).as(submission.toString()).isZero();
        KafkaAccess admin = new KafkaAccess(kafka.bootstrapServers(), kafka.adminClient());
        try (AnswerCollector answers = AnswerCollector.fromTheStart(admin, "predictions", load);
                LoadGenerator generator =
                        new LoadGenerator(admin, "queries", TestStand.DATA.inputs(), SingleObjectFormat.INSTANCE)) {
            generator.send(load, PoissonSchedule.ofCount(QUERIES, QUERIES, 1));
            assertThat(answers.await(QUERIES, Await.LONG)).isTrue();
        }
        assertNoSecretIn(pages(cluster));
    }

    private Map<String, String> settings(SecuredKafka kafka, String password) {
        Map<String, String> settings = new HashMap<>();
        kafka.client("parm", password).forEach((key, value) -> settings.put("kafka.properties." + key, value));
        settings.put("service", TestStand.SERVICE.toAbsolutePath().toString());
        settings.put("kafka.bootstrap-servers", kafka.bootstrapServers());
        settings.put("kafka.group-id", "parm");
        settings.put("kafka.delivery", "at-least-once");
        for (String topic : List.of("queries", "predictions", "corrections", "dead-letters")) {
            settings.put("topics." + topic, topic);
        }
        settings.put(
                "checkpoint.directory", folder.resolve("checkpoints").toUri().toString());
        return settings;
    }

    private String variables() throws Exception {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("kafka.properties"), "password=" + OF_FILE);
        Files.writeString(secrets.resolve("kafka-password"), OF_DIRECTORY);
        return "${env:KAFKA_PASSWORD}${file:" + secrets + "/kafka.properties:password}${dir:" + secrets
                + ":kafka-password}";
    }

    private String yaml(String name, Map<String, String> settings) throws Exception {
        StringBuilder yaml = new StringBuilder();
        settings.forEach((key, value) -> yaml.append(key + ": '" + value + "'\n"));
        return Files.writeString(folder.resolve(name + ".yaml"), yaml).toString();
    }

    private void logAtDebug() throws Exception {
        Files.writeString(folder.resolve("cluster/conf/log4j.properties"), """
                logger.kafka.name = org.apache.kafka
                logger.kafka.level = debug
                logger.connector.name = org.apache.flink.connector
                logger.connector.level = debug
                logger.parm.name = io.parm
                logger.parm.level = debug
                """, StandardOpenOption.APPEND);
    }

    /** Every page, by its path. */
    private static Map<String, String> pages(SessionCluster cluster) throws Exception {
        Set<String> jobs = ids("\"id\":\"([0-9a-f]{32})\"", cluster.get("/jobs"));
        Set<String> taskManagers = ids("\"id\":\"([^\"]+)\"", cluster.get("/taskmanagers"));
        Set<String> vertices = new HashSet<>();
        for (String job : jobs) {
            vertices.addAll(ids("\"id\":\"([0-9a-f]{32})\"", cluster.get("/jobs/" + job)));
        }
        assertThat(jobs).isNotEmpty();
        assertThat(taskManagers).isNotEmpty();
        assertThat(vertices).isNotEmpty();
        Deque<String> open = new ArrayDeque<>(PAGES);
        Map<String, String> pages = new HashMap<>();
        while (!open.isEmpty()) {
            String page = open.pop();
            if (page.contains("JOB")) {
                jobs.forEach(id -> open.push(page.replace("JOB", id)));
            } else if (page.contains("VERTEX")) {
                vertices.forEach(id -> open.push(page.replace("VERTEX", id)));
            } else if (page.contains("TASKMANAGER")) {
                taskManagers.forEach(id -> open.push(page.replace("TASKMANAGER", id)));
            } else {
                pages.put(page, cluster.get(page));
            }
        }
        return pages;
    }

    private static Set<String> ids(String pattern, String page) {
        Set<String> ids = new HashSet<>();
        Pattern.compile(pattern).matcher(page).results().forEach(match -> ids.add(match.group(1)));
        return ids;
    }

    private static void assertNoSecretIn(Map<String, String> pages) {
        pages.forEach((path, page) -> assertThat(page).as(path).doesNotContain(OF_ENVIRONMENT, OF_FILE, OF_DIRECTORY));
    }

    /** Of the files with such a path, of which there are some. */
    private static void assertNoSecretIn(Path written, String pattern) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(written)) {
            for (Path file :
                    all.filter(file -> file.toString().matches(pattern)).toList()) {
                if (Files.isRegularFile(file)) {
                    files.put(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        assertThat(files).isNotEmpty();
        assertNoSecretIn(files);
    }
}
