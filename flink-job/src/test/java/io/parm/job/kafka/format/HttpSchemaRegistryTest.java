package io.parm.job.kafka.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.schemas.MalformedRecordException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpSchemaRegistryTest {

    private static final String POINT =
            "{\"type\":\"record\",\"name\":\"Point\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}";
    private static final Schema POINT_SCHEMA = new Schema.Parser().parse(POINT);

    private ScriptedRegistry server;
    private HttpSchemaRegistry registry;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedRegistry();
        registry = new HttpSchemaRegistry(server.settings());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSchemaIsFoundByItsId() throws MalformedRecordException {
        server.answers("GET /schemas/ids/1", 200, ScriptedRegistry.registered(1, POINT));
        assertThat(registry.of(1)).isEqualTo(POINT_SCHEMA);
    }

    @Test
    void anIdThatIsNotThereIsMalformed() {
        server.answers("GET /schemas/ids/77", 404, ScriptedRegistry.NO_SCHEMA);
        assertThatThrownBy(() -> registry.of(77))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("schema id 77 is not in the schema registry " + server.url());
    }

    @Test
    void aSchemaOfAnotherKindIsMalformed() {
        server.answers("GET /schemas/ids/1", 200, "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}");
        assertThatThrownBy(() -> registry.of(1))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("schema id 1 is a schema of type JSON, not AVRO");
    }

    @Test
    void aSchemaThatAvroDoesNotReadIsMalformed() {
        server.answers("GET /schemas/ids/1", 200, "{\"schema\":\"{}\"}");
        assertThatThrownBy(() -> registry.of(1))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageStartingWith("schema id 1 is no schema that Avro reads: ");
    }

    @Test
    void whatASchemaRefersToIsReadFirst() throws MalformedRecordException {
        String line = "{\"type\":\"record\",\"name\":\"Line\",\"fields\":[{\"name\":\"from\",\"type\":\"Point\"}]}";
        String body = ScriptedRegistry.registered(2, line)
                .replaceFirst("\\}$", ",\"references\":[{\"name\":\"Point\",\"subject\":\"a point\",\"version\":3}]}");
        server.answers("GET /schemas/ids/2", 200, body);
        server.answers("GET /subjects/a%20point/versions/3", 200, ScriptedRegistry.registered(1, POINT));

        assertThat(registry.of(2).getField("from").schema()).isEqualTo(POINT_SCHEMA);
    }

    @Test
    void aSchemaThatRefersToNothingIsMalformed() {
        server.answers(
                "GET /schemas/ids/2",
                200,
                "{\"schema\":\"{}\",\"references\":[{\"name\":\"Point\",\"subject\":\"point\",\"version\":3}]}");
        server.answers("GET /subjects/point/versions/3", 404, ScriptedRegistry.NO_SUBJECT);
        assertThatThrownBy(() -> registry.of(2))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage(
                        "point version 3, which schema id 2 refers to, is not in the schema registry " + server.url());
    }

    @Test
    void versionsAreThoseOfTheSubjectThatAreAvro() {
        server.answers("GET /subjects/t-value/versions", 200, "[1,2]")
                .answers("GET /subjects/t-value/versions/1", 200, "{\"id\":4,\"schemaType\":\"JSON\"}")
                .answers("GET /subjects/t-value/versions/2", 200, ScriptedRegistry.registered(5, POINT));
        assertThat(registry.versions("t-value")).hasSize(1).containsEntry(5, POINT_SCHEMA);
    }

    @Test
    void aSubjectThatIsNotThereHasNoVersions() {
        server.answers("GET /subjects/t-value/versions", 404, ScriptedRegistry.NO_SUBJECT);
        assertThat(registry.versions("t-value")).isEmpty();
    }

    @Test
    void registeringSendsTheSchemaAsTextAndGivesItsId() {
        server.answers("POST /subjects/t-value/versions", 200, "{\"id\":6}");

        assertThat(registry.register("t-value", POINT_SCHEMA)).isEqualTo(6);
        assertThat(server.requests())
                .containsExactly(
                        "POST /subjects/t-value/versions {\"schema\":\"" + POINT.replace("\"", "\\\"") + "\"}");
    }

    @Test
    void aRefusedSchemaIsAFailureInTheWordsOfTheRegistry() {
        server.answers("POST /subjects/t-value/versions", 409, "{\"message\":\"incompatible\",\"error_code\":409}");
        assertThatThrownBy(() -> registry.register("t-value", POINT_SCHEMA))
                .isInstanceOf(RegistryException.class)
                .hasMessage("schema registry " + server.url() + " refuses t-value with status 409: incompatible");
    }

    @Test
    void aServerThatIsNoRegistryIsAFailureThatAsksForTheUrl() {
        assertThatThrownBy(() -> registry.versions("t-value"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("status 404: is this the URL of its Confluent-compatible API?");
        server.answers("GET /subjects/t-value/versions", 200, "<html>welcome</html>");
        assertThatThrownBy(() -> registry.versions("t-value"))
                .hasMessageContaining("answers in no JSON: is this the URL of its Confluent-compatible API?");
    }

    @Test
    void aServerErrorIsAFailureAndNoUnknownId() {
        server.answers("GET /schemas/ids/1", 503, "{\"error_code\":50003}");
        assertThatThrownBy(() -> registry.of(1))
                .isInstanceOf(RegistryException.class)
                .hasMessage("schema registry " + server.url() + " failed with status 503");
    }

    @Test
    void aRegistryThatIsDownIsAFailureThatNamesIt() {
        server.close();
        assertThatThrownBy(() -> registry.of(1))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("schema registry " + server.url() + " cannot be reached: ");
    }

    @Test
    void aRegistryThatSaysNothingIsAFailureAfterTheTimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort();
            HttpSchemaRegistry slow = new HttpSchemaRegistry(
                    server.settings("schema-registry.url", url, "schema-registry.timeout", "50 ms"));
            assertThatThrownBy(() -> slow.of(1))
                    .isInstanceOf(RegistryException.class)
                    .hasMessage("schema registry " + url + " did not answer within 50 ms");
        }
    }

    @Test
    void theSecondUrlAnswersWhenTheFirstIsDown() throws Exception {
        server.answers("GET /schemas/ids/1", 200, ScriptedRegistry.registered(1, POINT));
        try (ScriptedRegistry down = new ScriptedRegistry()) {
            down.close();
            String urls = down.url() + ", " + server.url() + "/";
            assertThat(new HttpSchemaRegistry(server.settings("schema-registry.url", urls)).of(1))
                    .isEqualTo(POINT_SCHEMA);
        }
    }

    @Test
    void aPasswordComesFromItsFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "secret\n");
        server.answers("GET /subjects/t-value/versions", 404, ScriptedRegistry.NO_SUBJECT);

        new HttpSchemaRegistry(
                        server.settings("schema-registry.user", "parm", "schema-registry.password", "file:" + file))
                .versions("t-value");

        assertThat(server.authorization()).isEqualTo("Basic cGFybTpzZWNyZXQ=");
    }

    @Test
    void aTokenIsShownAsABearersOwn(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "abc");
        server.answers("GET /subjects/t-value/versions", 404, ScriptedRegistry.NO_SUBJECT);

        new HttpSchemaRegistry(server.settings("schema-registry.token", "file:" + file)).versions("t-value");

        assertThat(server.authorization()).isEqualTo("Bearer abc");
    }

    @Test
    void whoIsNotKnownIsRefused() {
        server.answers("GET /schemas/ids/1", 401, "");
        assertThatThrownBy(() -> registry.of(1))
                .isInstanceOf(RegistryException.class)
                .hasMessage(
                        "schema registry " + server.url() + " refuses schema id 1 with status 401: no reason given");
    }
}
