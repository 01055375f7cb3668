package io.parm.lab.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.job.config.Registry;
import io.parm.job.kafka.format.ConfluentFormat;
import io.parm.lab.cluster.RunningJob;
import io.parm.lab.load.Answer;
import io.parm.lab.load.AnswerCollector;
import io.parm.lab.load.KafkaAccess;
import io.parm.lab.load.LabClients;
import io.parm.lab.load.LoadGenerator;
import io.parm.lab.load.PoissonSchedule;
import io.parm.model.UserError;
import io.parm.schemas.AnswerSource;
import io.parm.schemas.Contract;
import io.parm.schemas.RecordType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job with the Confluent wire format and a real registry. */
class ConfluentIT {

    private static final int QUERIES = 100;
    private static final double PER_SECOND = 200;
    private static final int CLASSES = 10;
    private static final int UNKNOWN_ID = 4711;
    private static final String FOREIGN_FORMAT = "target/foreign/flink-sql-avro-confluent-registry.jar";

    @TempDir
    Path folder;

    private TestStand stand;
    private ApicurioRegistry registry;
    private String servers;

    @BeforeEach
    void start() throws Exception {
        stand = new TestStand(folder);
        registry = new ApicurioRegistry(folder);
        servers = stand.kafka.bootstrapServers();
    }

    @AfterEach
    void stop() throws Exception {
        registry.close();
        stand.close();
    }

    @Test
    void queriesAndPredictionsGoThroughTheRegistryAndOursAndFlinksOwnSqlFormatsReadThem() throws Exception {
        registry.start();
        RunningJob job = stand.submit("wire", settings());
        try {
            answersALoad("wire", "wire");
            ConsumerRecord<byte[], byte[]> prediction =
                    Records.first(1, servers, "wire-predictions").get(0);

            assertThat(prediction.value()[0]).isZero();
            assertThat(registry.subjects())
                    .contains("wire-queries-value", "wire-predictions-value", "wire-corrections-value");
            // Which has Confluent's own client inside.
            List<Row> foreign = readInSql("wire-predictions", "avro-confluent", "avro-confluent.url");
            assertThat(foreign)
                    .hasSize(QUERIES)
                    .allMatch(row -> row.<byte[]>getFieldAs("data").length == CLASSES * Float.BYTES)
                    .extracting(row -> row.<String>getFieldAs("queryId"))
                    .allMatch(id -> id.startsWith("wire-"));
            assertThat(readInSql("wire-predictions", "parm", "parm.schema-registry.url"))
                    .containsExactlyElementsOf(foreign);
            assertThat(job.restarts()).isZero();
        } finally {
            job.cancel();
        }
    }

    @Test
    void queriesOfOtherVersionsAreAnsweredAndThoseThatDoNotResolveAreDeadLettersWithTheReason() throws Exception {
        registry.start();
        Schema current = QueryVersions.with("");
        Schema added = QueryVersions.with(", {'name': 'priority', 'type': ['null', 'int'], 'default': null}");
        Schema removed = new Schema.Parser()
                .parse(current.toString().replaceFirst(",\\{\"name\":\"image\".*\"default\":null\\}\\]\\}$", "]}"));
        Schema incompatible = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Query\",\"namespace\":\"io.parm.schemas\","
                        + "\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}");
        assertThat(removed.getFields()).hasSize(2);
        RunningJob job = stand.submit("evolve", settings());
        try (AnswerCollector answers = new AnswerCollector(servers, "evolve-predictions", "good", format());
                KafkaProducer<byte[], byte[]> producer = LabClients.producer(servers)) {
            int addedId = registry.register("evolve-queries-value", added.toString());
            int removedId = registry.register("another-value", removed.toString());
            int incompatibleId = registry.register("third-value", incompatible.toString());

            producer.send(record("evolve", QueryVersions.encode(addedId, QueryVersions.filled(added, "good-added"))));
            producer.send(
                    record("evolve", QueryVersions.encode(removedId, QueryVersions.filled(removed, "good-removed"))));
            producer.send(record("evolve", Records.query("good-single-object", 2)));
            producer.send(record(
                    "evolve",
                    QueryVersions.encode(
                            incompatibleId,
                            new GenericRecordBuilder(incompatible).set("id", 1L).build())));
            producer.send(record("evolve", QueryVersions.encode(UNKNOWN_ID, QueryVersions.filled(current, "unknown"))));
            producer.flush();

            assertThat(answers.await(3, Await.LONG)).isTrue();
            assertThat(answers.answers().values()).extracting(Answer::source).containsOnly(AnswerSource.ORIGINAL);
            assertThat(Records.first(2, servers, "evolve-dead-letters"))
                    .extracting(ConfluentIT::reason)
                    .containsExactly(
                            "MALFORMED: written with schema id " + incompatibleId
                                    + ", not a readable Avro record: Found long, expecting string",
                            "MALFORMED: schema id " + UNKNOWN_ID + " is not in the schema registry " + registry.url());
            assertThat(job.restarts()).isZero();
        } finally {
            job.cancel();
        }
    }

    @Test
    void aRegistryThatIsDownIsOneLineBeforeTheJobStarts() {
        assertThatThrownBy(() -> stand.submit("down", settings()))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("schema registry " + registry.url() + " cannot be reached")
                .hasMessageNotContaining("\n");
    }

    @Test
    void withoutTheRegistryKnownSchemasGoOnAndANewOneWaitsForItThroughRestarts() throws Exception {
        registry.start();
        Map<String, String> settings = stand.settings("outage", settings());
        format().encoder(RecordType.QUERY, "outage-queries");
        RunningJob job = stand.submit(settings, "", Optional.empty());
        try (KafkaProducer<byte[], byte[]> producer = LabClients.producer(servers);
                LoadGenerator generator = new LoadGenerator(
                        KafkaAccess.open(servers), "outage-queries", TestStand.DATA.inputs(), format());
                AnswerCollector answers = new AnswerCollector(servers, "outage-predictions", "outage", format())) {
            generator.send("outage-before", PoissonSchedule.ofCount(PER_SECOND, QUERIES, 1));
            assertThat(answers.await(QUERIES, Await.LONG)).isTrue();
            registry.close();
            generator.send("outage-during", PoissonSchedule.ofCount(PER_SECOND, QUERIES, 1));
            assertThat(answers.await(2 * QUERIES, Await.LONG)).isTrue();
            assertThat(job.restarts()).isZero();

            producer.send(record(
                    "outage",
                    QueryVersions.encode(UNKNOWN_ID, QueryVersions.filled(QueryVersions.with(""), "unknown"))));
            producer.flush();
            Await.until("the job restarts", () -> job.restarts() > 0);
            registry.start();
            assertThat(Records.first(1, servers, "outage-dead-letters"))
                    .extracting(ConfluentIT::reason)
                    .containsExactly(
                            "MALFORMED: schema id " + UNKNOWN_ID + " is not in the schema registry " + registry.url());
            generator.send("outage-after", PoissonSchedule.ofCount(PER_SECOND, QUERIES, 1));
            assertThat(answers.await(3 * QUERIES, Await.LONG)).isTrue();
        } finally {
            job.cancel();
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.format", "confluent");
        settings.put("schema-registry.url", registry.url());
        settings.put("answer.deadline", "5 min");
        settings.put("answer.give-up", "5 min");
        return settings;
    }

    private ConfluentFormat format() {
        return new ConfluentFormat(Registry.of(Map.of("schema-registry.url", registry.url())));
    }

    private void answersALoad(String name, String load) throws Exception {
        try (LoadGenerator generator = new LoadGenerator(
                        KafkaAccess.open(servers), name + "-queries", TestStand.DATA.inputs(), format());
                AnswerCollector answers = new AnswerCollector(servers, name + "-predictions", load, format())) {
            generator.send(load, PoissonSchedule.ofCount(PER_SECOND, QUERIES, 1));
            assertThat(answers.await(QUERIES, Await.LONG)).isTrue();
            assertThat(answers.malformed()).isZero();
        }
    }

    private List<Row> readInSql(String topic, String format, String urlOption) throws Exception {
        boolean foreign = format.equals("avro-confluent");
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        tables.executeSql("ADD JAR '" + Path.of(FOREIGN_FORMAT).toAbsolutePath() + "'");
        tables.executeSql("""
                CREATE TABLE t (queryId STRING, output ROW<%s>) WITH (
                  'connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
                  'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset',
                  'format' = '%s', '%s' = '%s')
                """.formatted(
                        foreign ? "data BYTES" : "dtype STRING, shape ARRAY<BIGINT>, data BYTES",
                        topic,
                        servers,
                        format,
                        urlOption,
                        registry.url()));
        List<Row> rows = new ArrayList<>();
        try (CloseableIterator<Row> all =
                tables.executeSql("SELECT queryId, output.data AS data FROM t").collect()) {
            all.forEachRemaining(rows::add);
        }
        return rows;
    }

    private static String reason(ConsumerRecord<byte[], byte[]> letter) {
        return Records.header(letter, Contract.ERROR_CLASS_HEADER) + ": "
                + Records.header(letter, Contract.ERROR_MESSAGE_HEADER);
    }

    private static ProducerRecord<byte[], byte[]> record(String name, byte[] value) {
        return new ProducerRecord<>(name + "-queries", value);
    }
}
