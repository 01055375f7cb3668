package io.parm.lab.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model server in a process of its own, as {@code parm instance} runs it, that a fault can befall. Linux. */
public final class InstanceProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Serving .* at (grpc://\\S+) and (http://\\S+)");
    private static final Pattern SERVED =
            Pattern.compile("^parm_requests_total\\{[^}]*ending=\"ok\"[^}]*} (\\d+)", Pattern.MULTILINE);
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration METRICS_TIMEOUT = Duration.ofSeconds(10);

    private final Process process;
    private final Path log;

    private InstanceProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Where a server runs, and what with.
     *
     * @param inside what stands before its command, to enter a network namespace for example; empty for nothing
     * @param host address that it listens at
     * @param jvmOptions of its JVM
     */
    public record Place(List<String> inside, String host, List<String> jvmOptions) {

        private static final Place HERE =
                new Place(List.of(), "127.0.0.1", List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    }

    /**
     * Starts a server on free ports of the loopback address; returns before it is ready.
     *
     * @param main the program's class, which knows {@code instance}
     * @param model the one model of the service that it serves
     * @param log where its output goes
     */
    public static InstanceProcess start(Class<?> main, Path service, String model, Path log) {
        return start(command(Place.HERE, main, List.of("--service=" + service, "--model=" + model)), log);
    }

    /**
     * Starts a server of all models on free ports; returns before it is ready.
     *
     * @param main the program's class, which knows {@code instance}
     * @param log where its output goes
     */
    public static InstanceProcess start(Place place, Class<?> main, Path service, Path log) {
        return start(command(place, main, List.of("--service=" + service)), log);
    }

    static List<String> command(Place place, Class<?> main, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("instance", "--host=" + place.host()));
        arguments.addAll(options);
        arguments.addAll(List.of("--grpc-port=0", "--http-port=0"));
        List<String> command = new ArrayList<>(place.inside());
        command.addAll(JavaCommand.of(main, place.jvmOptions(), arguments));
        return command;
    }

    private static InstanceProcess start(List<String> command, Path log) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new InstanceProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Blocks until it serves. */
    public InstanceProcess awaitReady() throws InterruptedException {
        long endNanos = System.nanoTime() + LONGEST_START.toNanos();
        while (!ready().find()) {
            if (!process.isAlive() || System.nanoTime() > endNanos) {
                throw new IllegalStateException("a model server did not start; it said: " + said());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return this;
    }

    /** Where it serves, for example {@code grpc://127.0.0.1:40123}. */
    public String endpoint() {
        return address(1);
    }

    /** Requests that it has answered with outputs. */
    public long served() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address(2) + "/metrics"))
                .timeout(METRICS_TIMEOUT)
                .build();
        try {
            String metrics = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return SERVED.matcher(metrics)
                    .results()
                    .mapToLong(result -> Long.parseLong(result.group(1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it as {@code kill -STOP} does: it still accepts connections, and answers nothing. */
    public void pause() throws InterruptedException {
        signal("STOP");
    }

    /** Lets it go on. */
    public void resume() throws InterruptedException {
        signal("CONT");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void signal(String name) throws InterruptedException {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
            if (!kill.waitFor(METRICS_TIMEOUT.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("cannot send SIG" + name + " to process " + process.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String address(int group) {
        Matcher ready = ready();
        if (!ready.find()) {
            throw new IllegalStateException("the model server is not ready; it said: " + said());
        }
        return ready.group(group);
    }

    private Matcher ready() {
        return READY.matcher(said());
    }

    private String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
