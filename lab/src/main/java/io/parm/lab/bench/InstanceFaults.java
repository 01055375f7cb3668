package io.parm.lab.bench;

import io.parm.lab.Folders;
import io.parm.lab.cluster.InstanceProcess;
import io.parm.lab.demo.ProgressLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Four model servers of the deployed model and two of its parity model, with the faults that befall the first ones, one by one. */
final class InstanceFaults implements AutoCloseable {

    static final String DEPLOYED_FILE = "deployed.endpoints";
    static final String PARITY_FILE = "parity.endpoints";

    /** Faults one after the other, with time to come back. */
    static final Duration SHORTEST = Duration.ofSeconds(30);

    private static final int DEPLOYED = 4;
    private static final int PARITY = 2;
    private static final Duration STOPPED = Duration.ofSeconds(5);
    private static final int KILLED = 0;
    private static final int PAUSED = 1;
    private static final int MOVED = 2;

    /** When the faults begin, as shares of the load. */
    private static final double KILL_AT = 0.1;

    private static final double PAUSE_AT = 0.25;
    private static final double MOVE_AT = 0.6;

    private final Class<?> main;
    private final Path service;
    private final Path folder;
    private final ProgressLine progress;
    private final List<InstanceProcess> deployed = new ArrayList<>();
    private final List<InstanceProcess> parity = new ArrayList<>();
    private CompletableFuture<Void> faults = CompletableFuture.completedFuture(null);
    private long servedBeforeTheReturn;

    private InstanceFaults(Class<?> main, Path service, Path folder, ProgressLine progress) {
        this.main = main;
        this.service = service;
        this.folder = folder;
        this.progress = progress;
    }

    /** Starts the servers, waits for them and writes the files of endpoints into the folder, which goes with {@link #close}. */
    static InstanceFaults start(Class<?> main, Path service, Path folder, ProgressLine progress)
            throws InterruptedException {
        InstanceFaults servers = new InstanceFaults(main, service, folder, progress);
        try {
            servers.startAll();
            return servers;
        } catch (IllegalStateException e) {
            servers.close();
            throw e;
        }
    }

    private void startAll() throws InterruptedException {
        for (int i = 0; i < DEPLOYED; i++) {
            deployed.add(startServer("deployed", "deployed-" + i));
        }
        for (int i = 0; i < PARITY; i++) {
            parity.add(startServer("parity-0", "parity-" + i));
        }
        for (InstanceProcess server : all()) {
            server.awaitReady();
        }
        write(DEPLOYED_FILE, deployed);
        write(PARITY_FILE, parity);
    }

    /** Lets the faults happen over a load of the given length. Returns at once. */
    void begin(Duration length) {
        long beginNanos = System.nanoTime();
        faults = CompletableFuture.runAsync(() -> {
            try {
                happen(beginNanos, length);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
            }
        });
    }

    /** Blocks until all faults have happened. */
    void awaitEnd() {
        faults.join();
    }

    /** What the stopped server answered after it went on, and what the moved one answered at its new port. */
    List<Long> servedAfterTheirReturn() throws InterruptedException {
        return List.of(
                deployed.get(PAUSED).served() - servedBeforeTheReturn,
                deployed.get(MOVED).served());
    }

    @Override
    public void close() {
        all().forEach(InstanceProcess::close);
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void happen(long beginNanos, Duration length) throws InterruptedException {
        sleepUntil(beginNanos + (long) (KILL_AT * length.toNanos()));
        deployed.get(KILLED).kill();
        progress.say("deployed-0 was killed");
        sleepUntil(beginNanos + (long) (PAUSE_AT * length.toNanos()));
        servedBeforeTheReturn = deployed.get(PAUSED).served();
        deployed.get(PAUSED).pause();
        progress.say("deployed-1 was stopped");
        TimeUnit.NANOSECONDS.sleep(STOPPED.toNanos());
        deployed.get(PAUSED).resume();
        progress.say("deployed-1 went on");
        sleepUntil(beginNanos + (long) (MOVE_AT * length.toNanos()));
        deployed.get(MOVED).kill();
        progress.say("deployed-2 was killed, and starts on another port");
        deployed.set(MOVED, startServer("deployed", "deployed-2-moved").awaitReady());
        write(DEPLOYED_FILE, deployed);
        progress.say("deployed-2 is there again");
    }

    private List<InstanceProcess> all() {
        List<InstanceProcess> all = new ArrayList<>(deployed);
        all.addAll(parity);
        return all;
    }

    private InstanceProcess startServer(String model, String name) {
        return InstanceProcess.start(main, service, model, folder.resolve(name + ".log"));
    }

    /** A reader sees the old file or the new one. */
    private void write(String file, List<InstanceProcess> servers) {
        try {
            Path partial = Files.write(
                    folder.resolve(file + ".partial"),
                    servers.stream().map(InstanceProcess::endpoint).toList());
            Files.move(partial, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sleepUntil(long atNanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.max(0, atNanos - System.nanoTime()));
    }
}
