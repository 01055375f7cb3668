package io.parm.lab.endtoend;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Apicurio's registry in a process of its own, which keeps its schemas in memory; the build unpacks it. */
public final class ApicurioRegistry implements AutoCloseable {

    private static final Path PROGRAM = Path.of("target/apicurio");
    private static final String API = "/apis/ccompat/v7";
    private static final int OK = 200;

    private final int port;
    private final Path folder;
    private Process process;

    /** @param folder for what it says; exists */
    public ApicurioRegistry(Path folder) throws IOException {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    /** Of its Confluent-compatible API; the same after another start. */
    public String url() {
        return "http://127.0.0.1:" + port + API;
    }

    /** Returns when it answers. */
    public void start() throws Exception {
        ProcessBuilder program = ChildJava.of(
                "384m",
                runner().toString(),
                List.of(
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "io.quarkus.runner.GeneratedMain"));
        process = ChildJava.start(program, folder.resolve("registry.out"));
        Await.until("the registry answers", () -> status("/subjects") == OK);
    }

    /** Registers a schema by a request of its own. */
    int register(String subject, String schema) throws Exception {
        String body = "{\"schema\":\"" + schema.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        String reply = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        return Integer.parseInt(reply.replaceAll("\\D", ""));
    }

    /** The names of its subjects, as JSON. */
    String subjects() throws Exception {
        return get("/subjects");
    }

    @Override
    public void close() throws InterruptedException {
        ChildJava.kill(process);
    }

    private int status(String path) throws Exception {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url() + path)).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private String get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url() + path)).build(), BodyHandlers.ofString())
                .body();
    }

    private static Path runner() throws IOException {
        try (Stream<Path> files = Files.list(PROGRAM)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no registry in " + PROGRAM + ": run mvn verify"));
        }
    }
}
