package io.parm.lab.shuffle;

import io.parm.lab.cluster.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A {@link ShuffleAgent} in a process of its own. It is told what to do through a pipe, so orders take no part in the network. Thread-safe. */
final class AgentProcess implements AutoCloseable {

    private static final List<String> SMALL = List.of("-Xmx32m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Process process;
    private final String address;
    private final PrintStream orders;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, CompletableFuture<Duration>> underWay = new ConcurrentHashMap<>();

    private AgentProcess(Process process, String address) {
        this.process = process;
        this.address = address;
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /**
     * Starts an agent; returns before it listens.
     *
     * @param inside what stands before its command; empty for this process's own network
     * @param address where it is to listen
     * @param log where its errors go
     */
    static AgentProcess start(List<String> inside, String address, Path log) {
        List<String> command = new ArrayList<>(inside);
        command.addAll(JavaCommand.of(ShuffleAgent.class, SMALL, List.of(address)));
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(log.toFile()).start();
            AgentProcess agent = new AgentProcess(process, address);
            Thread reader = new Thread(agent::read, "shuffle-agent-" + address);
            reader.setDaemon(true);
            reader.start();
            return agent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Begins a transfer; returns when both agents listen.
     *
     * @return how long it took until the receiver had all of it
     */
    CompletableFuture<Duration> send(AgentProcess receiver, long bytes) {
        port.join();
        String id = String.valueOf(ids.getAndIncrement());
        CompletableFuture<Duration> duration = new CompletableFuture<>();
        underWay.put(id, duration);
        orders.println(id + " " + receiver.address + " " + receiver.port.join() + " " + bytes);
        if (!process.isAlive()) {
            failAll("it has ended");
        }
        return duration;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said(line);
            }
            failAll("it has ended");
        } catch (IOException e) {
            failAll(e.getMessage());
        }
    }

    private void said(String line) {
        if (line.startsWith(ShuffleAgent.LISTENING)) {
            port.complete(Integer.parseInt(line.substring(ShuffleAgent.LISTENING.length())));
            return;
        }
        String[] idAndOutcome = line.split(" ", 2);
        CompletableFuture<Duration> duration = underWay.remove(idAndOutcome[0]);
        if (idAndOutcome[1].startsWith(ShuffleAgent.FAILED)) {
            duration.completeExceptionally(
                    new IllegalStateException("the agent at " + address + " " + idAndOutcome[1]));
        } else {
            duration.complete(Duration.ofNanos(Long.parseLong(idAndOutcome[1])));
        }
    }

    private void failAll(String reason) {
        IllegalStateException failure = new IllegalStateException("the agent at " + address + " failed: " + reason);
        port.completeExceptionally(failure);
        underWay.values().forEach(duration -> duration.completeExceptionally(failure));
    }
}
