package io.parm.job.kafka.format;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.parm.job.config.Registry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A registry that answers what a test has told it; what it says of itself was recorded from Apicurio's. */
final class ScriptedRegistry implements AutoCloseable {

    static final String NO_SCHEMA = "{\"message\":\"No content with ID '77' was found.\",\"error_code\":40403}";
    static final String NO_SUBJECT =
            "{\"message\":\"No artifact with ID 't-value' in group 'null' was found.\",\"error_code\":40401}";

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile String authorization;

    private record Answer(int status, String body) {}

    ScriptedRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** To {@code GET /path}. */
    ScriptedRegistry answers(String request, int status, String body) {
        answers.put(request, new Answer(status, body));
        return this;
    }

    /** Such as {@code GET /path}, and of a POST the body behind it. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** What the last request showed. */
    String authorization() {
        return authorization;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/registry";
    }

    Registry settings(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("schema-registry.url", url()));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return Registry.of(settings);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** What it says of a schema that is registered. */
    static String registered(int id, String schema) {
        return "{\"subject\":\"s\",\"version\":1,\"id\":" + id + ",\"schema\":\""
                + schema.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String request = exchange.getRequestMethod() + " " + uri.getRawPath().replaceFirst("^/registry", "");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add((request + " " + body).strip());
        authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Answer answer = answers.getOrDefault(request, new Answer(404, "<html>no such page</html>"));
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
