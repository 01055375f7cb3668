package io.parm.lab.endtoend;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Flink standalone session cluster as an operator runs it: a JobManager and a TaskManager in processes of their own, whose lib
 * folder holds Flink, its logging and DJL, and nothing of this project.
 */
final class SessionCluster implements AutoCloseable {

    private static final List<String> LIB = List.of(
            "/org/apache/flink/",
            "/ai/djl/",
            "/com/google/code/gson/",
            "/net/java/dev/jna/",
            "/org/apache/commons/",
            "/commons-",
            "/org/slf4j/",
            "/org/apache/logging/",
            "/com/esotericsoftware/",
            "/org/objenesis/",
            "/org/snakeyaml/",
            "/com/ibm/icu/",
            "/org/javassist/",
            "/org/xerial/snappy/",
            "/at/yawk/lz4/");

    /** Flink's, but no part of its distribution. */
    private static final List<String> NOT_LIB = List.of(
            "flink-connector-kafka",
            "flink-connector-base",
            "flink-test-utils",
            "flink-state-processor",
            "flink-sql-",
            "-tests.jar");

    private static final List<String> SQL_CLIENT = List.of("/flink-sql-client", "/flink-sql-gateway");

    private static final Pattern JOB_ID = Pattern.compile("\"id\":\"([0-9a-f]{32})\"");

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final int restPort = freePort();
    private Process jobManager;
    private Process taskManager;

    /** @param folder for configuration, logs and temporary files; exists */
    SessionCluster(Path folder) throws IOException {
        this.folder = folder;
        Path configuration = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(configuration.resolve("config.yaml"), flinkSettings());
        Files.writeString(configuration.resolve("log4j.properties"), """
                rootLogger.level = info
                rootLogger.appenderRef.file.ref = file
                appender.file.type = File
                appender.file.name = file
                appender.file.fileName = %s/${sys:program}.log
                appender.file.layout.type = PatternLayout
                appender.file.layout.pattern = %%d %%-5p %%c{1} %%m%%n%%ex
                """.formatted(folder));
    }

    /** Gives the processes, which are not started yet, an environment variable. */
    void setEnvironment(String name, String value) {
        environment.put(name, value);
    }

    /** Starts both processes and returns when the slots are there. */
    void start() throws Exception {
        jobManager = server("jobmanager", "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
        taskManager = server("taskmanager", "org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
        Await.until("slots", () -> get("/overview").contains("\"slots-total\":3"));
    }

    /** What {@code flink run} gave back. */
    record Submission(int exitCode, String stderr, String stdout) {}

    /** {@code flink run -d JAR ARGUMENTS…}. */
    Submission flinkRun(Path jar, List<String> arguments) throws Exception {
        List<String> run = new ArrayList<>(List.of("run", "-d", jar.toString()));
        run.addAll(arguments);
        return client(program("client", "256m", lib(), "org.apache.flink.client.cli.CliFrontend", run));
    }

    /** {@code sql-client.sh --jar JAR -f SCRIPT}. */
    Submission sqlClient(Path jar, Path script) throws Exception {
        List<String> arguments =
                List.of("embedded", "--jar", jar.toAbsolutePath().toString(), "-f", script.toString());
        String classPath = String.join(
                File.pathSeparator, lib(), classPath(SQL_CLIENT, List.of()), "target/foreign/flink-python.jar");
        return client(program("sql-client", "512m", classPath, "org.apache.flink.table.client.SqlClient", arguments));
    }

    private Submission client(ProcessBuilder program) throws Exception {
        Path stderr = folder.resolve("client.err");
        Path stdout = folder.resolve("client.out");
        Process client = program.redirectError(stderr.toFile())
                .redirectOutput(stdout.toFile())
                .start();
        try {
            return new Submission(client.waitFor(), Files.readString(stderr), Files.readString(stdout));
        } finally {
            ChildJava.kill(client);
        }
    }

    /** Cancels every job and returns when none runs. */
    void cancelJobs() throws Exception {
        Matcher ids = JOB_ID.matcher(get("/jobs"));
        while (ids.find()) {
            HttpRequest.Builder cancel = HttpRequest.newBuilder(uri("/jobs/" + ids.group(1) + "?mode=cancel"));
            send(cancel.method("PATCH", HttpRequest.BodyPublishers.noBody()).build());
        }
        Await.until("jobs are cancelled", () -> get("/jobs/overview").matches("(?s).*\"state\":\"CANCELED\".*"));
    }

    @Override
    public void close() throws InterruptedException {
        ChildJava.kill(taskManager, jobManager);
    }

    private Process server(String name, String main) throws IOException {
        List<String> arguments = List.of("--configDir", folder.resolve("conf").toString());
        return ChildJava.start(program(name, "384m", lib(), main, arguments), folder.resolve(name + ".out"));
    }

    private ProcessBuilder program(String name, String heap, String classPath, String main, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(
                "-Dprogram=" + name, "-Dlog4j.configurationFile=" + folder.resolve("conf/log4j.properties"), main));
        all.addAll(arguments);
        ProcessBuilder program = ChildJava.of(heap, classPath, all);
        program.environment()
                .putAll(Map.of("FLINK_CONF_DIR", folder.resolve("conf").toString()));
        program.environment().putAll(environment);
        return program;
    }

    private static String lib() {
        return classPath(LIB, NOT_LIB);
    }

    private static String classPath(List<String> taken, List<String> left) {
        return Arrays.stream(ChildJava.classPath().split(File.pathSeparator))
                .filter(entry -> taken.stream().anyMatch(entry::contains))
                .filter(entry -> left.stream().noneMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Without Flink's shell scripts the memory must be divided by hand. */
    private String flinkSettings() {
        return """
                jobmanager.rpc.address: 127.0.0.1
                jobmanager.rpc.port: %d
                rest.address: 127.0.0.1
                rest.bind-address: 127.0.0.1
                rest.port: %d
                taskmanager.host: 127.0.0.1
                taskmanager.numberOfTaskSlots: 3
                taskmanager.cpu.cores: 1.0
                taskmanager.memory.framework.heap.size: 128m
                taskmanager.memory.task.heap.size: 256m
                taskmanager.memory.framework.off-heap.size: 64m
                taskmanager.memory.task.off-heap.size: 0m
                taskmanager.memory.managed.size: 8m
                taskmanager.memory.network.min: 64m
                taskmanager.memory.network.max: 64m
                taskmanager.memory.jvm-metaspace.size: 256m
                taskmanager.memory.jvm-overhead.min: 128m
                taskmanager.memory.jvm-overhead.max: 128m
                io.tmp.dirs: %s
                """.formatted(freePort(), restPort, folder);
    }

    /** What the REST API says. */
    String get(String path) throws Exception {
        try {
            return send(HttpRequest.newBuilder(uri(path)).build());
        } catch (IOException e) {
            return "not there yet";
        }
    }

    private static String send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + restPort + path);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
