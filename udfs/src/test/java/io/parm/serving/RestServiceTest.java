package io.parm.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parm.inference.remote.HeldInstances;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's REST side, as a client sees it that writes its own JSON. */
@Timeout(60)
class RestServiceTest {

    private static final String ONE = "{\"id\": \"q-7\", \"inputs\": [{\"name\": \"INPUT__0\", \"datatype\": \"FP32\","
            + " \"shape\": [1, 2], \"data\": [1, -2.5]}]}";

    private final HeldInstances instances = new HeldInstances();
    private final ModelServer server = Servers.small(instances, 3);
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v2 | name | \"parm\"",
                "/v2/health/live | live | true",
                "/v2/health/ready | ready | true",
                "/v2/models/deployed/ready | ready | true",
                "/v2/models/parity-0/versions/1/ready | ready | true",
                "/v2/models/deployed | versions | [\"1\"]",
                "/v2/models/deployed | inputs | [{\"name\":\"INPUT__0\",\"datatype\":\"FP32\",\"shape\":[-1,2]}]",
                "/v2/models/deployed/versions/1 | outputs | "
                        + "[{\"name\":\"OUTPUT__0\",\"datatype\":\"FP32\",\"shape\":[-1,2]}]",
            })
    void whatItSaysOfItself(String path, String field, String value) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json.readTree(response.body()).get(field)).hasToString(value);
    }

    @Test
    void flatDataIsAnsweredWithFlatData() throws Exception {
        HttpResponse<String> response = infer(ONE);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json.readTree(response.body()))
                .isEqualTo(json.readTree("{\"model_name\": \"deployed\", \"model_version\": \"1\", \"id\": \"q-7\","
                        + " \"outputs\": [{\"name\": \"OUTPUT__0\", \"datatype\": \"FP32\", \"shape\": [1, 2],"
                        + " \"data\": [1.0, -2.5]}]}"));
    }

    @Test
    void nestedDataOfSeveralInputsIsReadRowByRow() throws Exception {
        HttpResponse<String> response = infer(ONE.replace("[1, 2]", "[2, 2]").replace("[1, -2.5]", "[[1, 2], [3, 4]]"));
        assertThat(json.readTree(response.body()).at("/outputs/0/data")).hasToString("[1.0,2.0,3.0,4.0]");
    }

    @Test
    void bytesBehindTheJsonAreAnsweredWithBytesBehindTheJson() throws Exception {
        byte[] head = ("{\"inputs\": [{\"name\": \"INPUT__0\", \"datatype\": \"FP32\", \"shape\": [1, 2],"
                        + " \"parameters\": {\"binary_data_size\": 8}}],"
                        + " \"outputs\": [{\"name\": \"OUTPUT__0\", \"parameters\": {\"binary_data\": true}}]}")
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(head.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        body.put(head).putFloat(0.5f).putFloat(-7);
        HttpRequest request = HttpRequest.newBuilder(uri("/v2/models/deployed/infer"))
                .header("Inference-Header-Content-Length", Integer.toString(head.length))
                .POST(BodyPublishers.ofByteArray(body.array()))
                .build();
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());

        int jsonBytes = (int) response.headers()
                .firstValueAsLong("Inference-Header-Content-Length")
                .orElseThrow();
        JsonNode answer = json.readTree(Arrays.copyOf(response.body(), jsonBytes));
        assertThat(answer.at("/outputs/0/parameters/binary_data_size").asInt()).isEqualTo(8);
        ByteBuffer floats =
                ByteBuffer.wrap(response.body(), jsonBytes, 8).slice().order(ByteOrder.LITTLE_ENDIAN);
        assertThat(List.of(floats.getFloat(), floats.getFloat())).containsExactly(0.5f, -7f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /v2/models/other/ready | 404 | there is no model 'other'",
                "GET | /v2/models/deployed/versions/2 | 404 | has no version '2'",
                "GET | /v3 | 404 | there is nothing at /v3",
                "GET | /v2/models/deployed/infer | 405 | takes POST, not GET",
                "DELETE | /v2/health/live | 405 | takes GET, not DELETE",
                "POST | /v2/models/deployed/infer | 400 | the body is no JSON object",
            })
    void wrongAddressesAreRefused(String method, String path, int status, String why) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .method(method, BodyPublishers.noBody())
                .build();
        isRefused(client.send(request, BodyHandlers.ofString()), status, why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FP32 | INT8 | has data type INT8, not FP32",
                "INPUT__0 | x | but got [x]",
                "[1, 2] | [1, 3] | of shape [1, 3] has 2 elements",
                "[1, 2] | [2, 1] | takes inputs of shape [-1, 2] but got [2, 1]",
                "[1, 2] | [0, 2] | impossible shape [0, 2]",
                "[1, 2] | [1.5, 2] | impossible shape [1.5,2]",
                "-2.5 | 1e60 | takes finite numbers but got Infinity",
                "-2.5 | NaN | the body is no JSON",
                "-2.5 | null | an element that is no number",
                "\"data\" | \"date\" | has no data",
            })
    void wrongBodiesAreRefused(String right, String wrong, String why) throws Exception {
        isRefused(infer(ONE.replace(right, wrong)), 400, why);
    }

    @Test
    void oversizedBodyIsRefused() throws Exception {
        isRefused(infer(ONE.replace("q-7", "q".repeat(2_000))), 413, "the request is longer than 1000 bytes");
    }

    @Test
    void oneRequestMoreThanItServesAtATimeIsRefused() throws Exception {
        instances.hold();
        CompletableFuture<HttpResponse<String>> running = inferAsync(ONE);
        HeldInstances.Held first = instances.next();
        // The second and third wait in the queue; the server says so itself.
        inferAsync(ONE);
        inferAsync(ONE);
        while (!get("/metrics").body().contains("parm_queue_length{model=\"deployed\"} 2")) {
            Thread.onSpinWait();
        }

        isRefused(infer(ONE), 503, "the server is busy with 3 requests");
        first.answer();
        assertThat(running.join().statusCode()).isEqualTo(200);
    }

    @Test
    void requestWhoseTimeoutPassesWhileItWaitsIsNotRun() throws Exception {
        instances.hold();
        CompletableFuture<HttpResponse<String>> running = inferAsync(ONE);
        HeldInstances.Held first = instances.next();
        CompletableFuture<HttpResponse<String>> impatient =
                inferAsync(ONE.replaceFirst("\\{", "{\"parameters\": {\"timeout\": 1000}, "));
        while (!get("/metrics").body().contains("parm_queue_length{model=\"deployed\"} 1")) {
            Thread.onSpinWait();
        }
        long queuedNanos = System.nanoTime();
        while (System.nanoTime() - queuedNanos < 5_000_000) {
            Thread.onSpinWait();
        }
        first.answer();

        assertThat(running.join().statusCode()).isEqualTo(200);
        isRefused(impatient.join(), 504, "give-up passed while it waited");
    }

    @Test
    void metricsCountRequestsByHowTheyEnded() throws Exception {
        infer(ONE);
        infer(ONE.replace("[1, 2]", "[2, 1]"));
        HttpResponse<String> metrics = get("/metrics");

        assertThat(metrics.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(metrics.body())
                .contains(
                        "parm_requests_total{model=\"deployed\",protocol=\"rest\",ending=\"ok\"} 1\n",
                        "parm_requests_total{model=\"deployed\",protocol=\"rest\",ending=\"invalid\"} 1\n",
                        "parm_busy_instances{model=\"deployed\"} 0\n",
                        "parm_instances{model=\"parity-0\"} 1\n",
                        "parm_request_duration_seconds_bucket{model=\"deployed\",le=\"+Inf\"} 2\n",
                        "parm_request_duration_seconds_count{model=\"deployed\"} 2\n");
        assertThat(metrics.body().lines()).allMatch(line -> line.matches("# (HELP|TYPE) .*|[a-z_]+\\{[^}]*} [0-9.]+"));
    }

    private void isRefused(HttpResponse<String> response, int status, String why) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(json.readTree(response.body()).path("error").asText()).contains(why);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> infer(String body) {
        return inferAsync(body).join();
    }

    private CompletableFuture<HttpResponse<String>> inferAsync(String body) {
        HttpRequest request = HttpRequest.newBuilder(uri("/v2/models/deployed/infer"))
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create(server.httpAddress() + path);
    }
}
