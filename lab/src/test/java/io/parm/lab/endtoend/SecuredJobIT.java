package io.parm.lab.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.inference.LocalInstances;
import io.parm.job.ParmJob;
import io.parm.job.config.JobConfig;
import io.parm.lab.cluster.EmbeddedFlink;
import io.parm.lab.cluster.RunningJob;
import io.parm.lab.cluster.SecuredKafka;
import io.parm.lab.load.KafkaAccess;
import io.parm.lab.load.LabClients;
import io.parm.lab.straggler.PlanStart;
import io.parm.lab.straggler.StragglerFactory;
import io.parm.lab.straggler.StragglerPlan;
import io.parm.model.UserError;
import io.parm.schemas.Contract;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job against a broker that speaks SASL over TLS only and allows nothing that no ACL allows. */
class SecuredJobIT {

    private static final String PASSWORD = "open-sesame";
    private static final String[] TOPICS = {"queries", "predictions", "corrections", "dead-letters"};

    @TempDir
    static Path folder;

    private static SecuredKafka kafka;

    @BeforeAll
    static void start() {
        kafka = new SecuredKafka(folder);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void withTheDocumentedRightsTheJobReadsAndWritesAllOfItsTopics(String delivery) throws Exception {
        Map<String, String> settings = settings("allowed-" + delivery, delivery);
        for (Rights.Right right : Rights.of(settings)) {
            right.grant(kafka, settings.get("kafka.group-id"));
        }
        JobConfig config = JobConfig.of(settings);
        assertThat(ParmJob.checkBrokers(config.kafka())).isEmpty();

        StragglerFactory late = new StragglerFactory(
                new LocalInstances(), StragglerPlan.parse("stall:deployed-*:1s"), PlanStart.at(System.nanoTime()));
        try (EmbeddedFlink flink = EmbeddedFlink.start(config.slots(), EmbeddedFlink.FREE_PORT)) {
            RunningJob job = flink.submit(config, late, Optional.empty());
            sendOneLateQueryAndOneBadRecord(settings.get("topics.queries"));
            KafkaAccess reader = new KafkaAccess(kafka.bootstrapServers(), kafka.adminClient());
            for (String output : List.of("predictions", "corrections", "dead-letters")) {
                assertThat(Records.first(1, reader, settings.get("topics." + output)))
                        .as(output)
                        .isNotEmpty();
            }
            Await.until("offsets are committed", () -> hasCommitted(settings.get("kafka.group-id")));
            assertThat(job.restarts()).isZero();
            job.cancel();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void withoutOneOfThemTheJobIsRefusedInALineThatNamesIt(String delivery) throws Exception {
        List<Rights.Right> rights = Rights.of(settings("any", delivery));
        for (int missing = 0; missing < rights.size(); missing++) {
            Map<String, String> settings = settings("without-" + missing + "-" + delivery, delivery);
            List<Rights.Right> needed = Rights.of(settings);
            for (Rights.Right right : needed) {
                if (right != needed.get(missing)) {
                    right.grant(kafka, settings.get("kafka.group-id"));
                }
            }
            String complaint = needed.get(missing).complaint();
            assertRefused(settings, "Kafka at " + kafka.bootstrapServers() + " is not ready for the job: " + complaint);
        }
    }

    @Test
    void topicsThatDoNotExistAreAllNamedAtOnce() throws Exception {
        Map<String, String> settings = settings("missing", "at-least-once");
        settings.replaceAll((key, value) -> key.startsWith("kafka.properties.")
                ? kafka.adminClient().get(key.substring("kafka.properties.".length()))
                : value);
        settings.put("topics.corrections", "nowhere");
        settings.put("topics.dead-letters", "no-letters");
        assertRefused(
                settings, "is not ready for the job: topic nowhere does not exist, topic no-letters does not exist;");
    }

    @Test
    void aWrongPasswordAnUntrustedCertificateAndAMissingSecretAreNamedWithoutTheSecret() throws Exception {
        Map<String, String> settings = settings("intruder", "at-least-once");
        String login = "kafka.properties.sasl.jaas.config";
        assertRefused(
                with(settings, login, settings.get(login).replace(PASSWORD, "guessed")), "refuses the job's user");
        assertRefused(
                with(settings, login, settings.get(login).replace("\"" + PASSWORD + "\"", "\"" + PASSWORD)),
                "sasl.jaas.config must be");
        assertRefused(
                with(settings, login, settings.get(login).replace(PASSWORD, "${env:NOT_THERE}")),
                "kafka.properties.sasl.jaas.config names ${env:NOT_THERE}, which is not there on this machine");
        assertRefused(
                with(settings, login, settings.get(login).replace(PASSWORD, "${file:" + folder + "/none:password}")),
                folder + "/none");
        settings.remove("kafka.properties.ssl.truststore.location");
        settings.remove("kafka.properties.ssl.truststore.type");
        assertRefused(settings, "refuses the job's user: SSL handshake failed");
    }

    @Test
    void aTransactionTimeoutAboveTheBrokersIsNamed() throws Exception {
        Map<String, String> settings = settings("patient", "exactly-once");
        for (Rights.Right right : Rights.of(settings)) {
            right.grant(kafka, settings.get("kafka.group-id"));
        }
        assertRefused(
                with(settings, "kafka.properties.transaction.timeout.ms", "900001"),
                "kafka.properties.transaction.timeout.ms 900001 is more than the brokers' transaction.max.timeout.ms");
        assertThat(ParmJob.checkBrokers(
                        JobConfig.of(with(settings, "kafka.properties.transaction.timeout.ms", "900000"))
                                .kafka()))
                .isEmpty();
    }

    @Test
    void brokersThatDoNotAnswerAreNoReasonNotToStart() throws Exception {
        Map<String, String> settings = settings("patient", "at-least-once");
        settings.put("kafka.bootstrap-servers", "127.0.0.1:1");
        settings.put("kafka.properties.bootstrap.servers", "127.0.0.1:1");
        assertThat(ParmJob.checkBrokers(JobConfig.of(settings).kafka()))
                .hasValue("no answer from 127.0.0.1:1 within 10 s");
        settings.put("kafka.check", "never");
        assertThat(ParmJob.checkBrokers(JobConfig.of(settings).kafka())).isEmpty();
    }

    /** Settings of a job with topics and a Kafka user of its own, all of one name; the user has no rights yet. */
    private static Map<String, String> settings(String name, String delivery) throws Exception {
        kafka.createUser(name, PASSWORD);
        Map<String, String> settings = new HashMap<>();
        settings.put("service", TestStand.SERVICE.toString());
        settings.put("kafka.bootstrap-servers", kafka.bootstrapServers());
        settings.put("kafka.group-id", name);
        settings.put("kafka.delivery", delivery);
        settings.put("checkpoint.interval", "200 ms");
        settings.put(
                "checkpoint.directory",
                folder.resolve("checkpoints").resolve(name).toUri().toString());
        kafka.client(name, PASSWORD).forEach((key, value) -> settings.put("kafka.properties." + key, value));
        for (String topic : TOPICS) {
            kafka.createTopics(name + "-" + topic);
            settings.put("topics." + topic, name + "-" + topic);
        }
        return settings;
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put(key, value);
        return changed;
    }

    private static void assertRefused(Map<String, String> settings, String message) {
        assertThatThrownBy(() -> ParmJob.checkBrokers(JobConfig.of(settings).kafka()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining(PASSWORD)
                .hasMessageNotContaining("\n");
    }

    private static void sendOneLateQueryAndOneBadRecord(String topic) {
        KafkaAccess sender = new KafkaAccess(kafka.bootstrapServers(), kafka.adminClient());
        try (KafkaProducer<byte[], byte[]> producer = LabClients.producer(sender)) {
            ProducerRecord<byte[], byte[]> query =
                    new ProducerRecord<>(topic, Records.utf8("late"), Records.query("late", 0));
            query.headers().add(Contract.DEADLINE_MS_HEADER, Records.utf8("50"));
            producer.send(query);
            producer.send(new ProducerRecord<>(topic, Records.query("other", 1)));
            producer.send(new ProducerRecord<>(topic, Records.utf8("no query")));
        }
    }

    private static boolean hasCommitted(String group) throws Exception {
        try (Admin admin = Admin.create(new HashMap<>(kafka.adminClient()))) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                    .anyMatch(offset -> offset.offset() == 3);
        }
    }
}
