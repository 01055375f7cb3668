package io.parm.lab.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.lab.cluster.EmbeddedKafka;
import io.parm.lab.load.LabClients;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL on a MiniCluster with a real broker. */
class SqlIT {

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;

    private TableEnvironment tables;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        kafka.createTopics("predictions", "corrections", "queries", "mixed");
        SqlPage.fillTopics(kafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void open() {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, 1);
        tables = TableEnvironment.create(EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(configuration)
                .build());
    }

    @Test
    void everyStatementOfThePageRunsAndGivesWhatTheTopicsHold() throws Exception {
        List<List<String>> results = new ArrayList<>();
        for (String statement : SqlPage.statements(kafka.bootstrapServers())) {
            TableResult result = tables.executeSql(statement);
            if (statement.startsWith("SELECT")) {
                results.add(rows(result));
            }
        }

        assertThat(results).hasSize(4);
        assertThat(results.get(0))
                .hasSize(4)
                .anySatisfy(row -> assertThat(row).startsWith("+I[a, ORIGINAL, 0, 0.786"))
                .anySatisfy(row -> assertThat(row).startsWith("+I[b, RECONSTRUCTED, 1, 0.665"));
        assertThat(results.get(1))
                .contains("+I[b, 1, 2.0]", "+I[b, 2, 1.0]", "+I[b, 0, 0.0]")
                .hasSize(12);
        assertThat(results.get(2))
                .anySatisfy(row -> assertThat(row).endsWith("RECONSTRUCTED, 2, 45]"))
                .anySatisfy(row -> assertThat(row).endsWith("DEFAULT, 1, 2000]"));
        assertThat(results.get(3).get(results.get(3).size() - 1)).matches(".*\\[2, 0\\.50*\\]");
    }

    @Test
    void columnsMayBeSomeOfTheFieldsInAnyOrder() throws Exception {
        tables.executeSql(table("predictions", "slot INT, queryId STRING NOT NULL", Map.of()));
        assertThat(rows(tables.executeSql("SELECT queryId, slot FROM t")))
                .containsExactly("+I[a, 0]", "+I[b, 0]", "+I[c, 0]", "+I[d, 0]");
    }

    @Test
    void queriesAreReadToo() throws Exception {
        String servers = kafka.bootstrapServers();
        try (KafkaProducer<byte[], byte[]> producer = LabClients.producer(servers)) {
            producer.send(new ProducerRecord<>("queries", Records.query("q-1", new float[] {1, 2, 3, 4}, 2, 2)));
            producer.flush();
        }
        tables.executeSql("LOAD MODULE parm");
        tables.executeSql(table(
                "queries",
                "id STRING, tensor ROW<dtype STRING, shape ARRAY<BIGINT>, data BYTES>,"
                        + " image ROW<mediaType STRING, data BYTES>",
                Map.of("parm.record", "query")));

        assertThat(rows(tables.executeSql("SELECT id, TENSOR_AT(tensor, 1, 0), TENSOR_AT(tensor, 2, 0),"
                        + " TENSOR_VALUES(tensor), tensor.shape, image FROM t")))
                .containsExactly("+I[q-1, 3.0, null, [1.0, 2.0, 3.0, 4.0], [2, 2], null]");
    }

    @Test
    void aValueThatIsNoRecordFailsTheQueryOrIsSkipped() throws Exception {
        String servers = kafka.bootstrapServers();
        try (KafkaProducer<byte[], byte[]> producer = LabClients.producer(servers)) {
            producer.send(new ProducerRecord<>("mixed", Records.utf8("not a record of ours")));
            producer.send(new ProducerRecord<>("mixed", null));
            producer.flush();
        }
        tables.executeSql(table("mixed", "queryId STRING", Map.of()));
        tables.executeSql(table("mixed", "queryId STRING", Map.of("parm.ignore-parse-errors", "true"))
                .replace("TABLE t", "TABLE lenient"));

        assertThat(rows(tables.executeSql("SELECT * FROM lenient"))).isEmpty();
        assertThatThrownBy(() -> rows(tables.executeSql("SELECT * FROM t")))
                .hasStackTraceContaining("does not start with the Avro single-object marker C3 01;"
                        + " 'parm.ignore-parse-errors' = 'true' skips such values");
    }

    @Test
    void aColumnThatIsNoFieldOrNotOfItsTypeIsRefusedWithWhatThereIs() {
        tables.executeSql(table("predictions", "query STRING", Map.of()));
        assertThatThrownBy(() -> tables.executeSql("SELECT * FROM t"))
                .hasStackTraceContaining("the record has no field query but queryId, source, output, service");
        tables.executeSql(table("predictions", "output ARRAY<FLOAT>", Map.of()).replace("TABLE t", "TABLE wrong"));
        assertThatThrownBy(() -> tables.executeSql("SELECT * FROM wrong"))
                .hasStackTraceContaining("column output must be ROW<dtype STRING, shape ARRAY<BIGINT>, data BYTES>"
                        + " but is ARRAY<FLOAT>");
    }

    @Test
    void theRegistrysOptionsAreChecked() {
        tables.executeSql(table("predictions", "queryId STRING", Map.of("parm.schema-registry.url", "nowhere")));
        assertThatThrownBy(() -> tables.executeSql("SELECT * FROM t"))
                .hasStackTraceContaining(
                        "schema-registry.url must be http or https URLs, comma-separated but was nowhere");
    }

    private static String table(String topic, String columns, Map<String, String> options) {
        StringBuilder more = new StringBuilder();
        options.forEach((key, value) -> more.append(", '%s' = '%s'".formatted(key, value)));
        return """
                CREATE TABLE t (%s) WITH ('connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
                  'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'parm'%s)
                """.formatted(columns, topic, kafka.bootstrapServers(), more);
    }

    private static List<String> rows(TableResult result) throws Exception {
        List<String> rows = new ArrayList<>();
        try (CloseableIterator<Row> all = result.collect()) {
            all.forEachRemaining(row -> rows.add(row.toString()));
        }
        return rows;
    }
}
