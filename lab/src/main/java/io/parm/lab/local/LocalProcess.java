package io.parm.lab.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A running process of a cluster. Found in {@code /proc} by a property on its command line, so that neither a stale pid file nor a
 * process without one misleads.
 *
 * @param name such as {@code taskmanager-1}
 * @param pid of the operating system
 */
public record LocalProcess(String name, long pid) {

    private static final Path PROC = Path.of("/proc");
    private static final String MARK = "-Dparm.process=";
    private static final long KILL_SECONDS = 10;
    private static final double KIB_PER_MIB = 1024;

    /** The argument by which a process is found again. */
    static String mark(ClusterFolder folder, String name) {
        return MARK + folder.root() + "/" + name;
    }

    /** The processes of a cluster that run now, by name. */
    public static Map<String, LocalProcess> of(ClusterFolder folder) {
        Map<String, LocalProcess> found = new TreeMap<>();
        String prefix = mark(folder, "");
        try (Stream<Path> entries = Files.list(PROC)) {
            for (Path entry : entries.filter(LocalProcess::isPid).toList()) {
                nameIn(entry, prefix).ifPresent(name -> {
                    long pid = Long.parseLong(entry.getFileName().toString());
                    found.put(name, new LocalProcess(name, pid));
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Sends a signal. */
    public void signal(String name) throws InterruptedException {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start();
            kill.waitFor(KILL_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as {@code kill -9} does, and returns when it is gone. */
    public void kill() {
        ProcessHandle.of(pid).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().orTimeout(KILL_SECONDS, TimeUnit.SECONDS).join();
        });
    }

    public boolean isAlive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Resident memory in MiB; 0 if it is gone. */
    public double residentMiB() {
        try (Stream<String> lines = Files.lines(PROC.resolve(pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIB_PER_MIB)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /** Open file descriptors; 0 if it is gone. */
    public long fileDescriptors() {
        try (Stream<Path> open = Files.list(PROC.resolve(pid + "/fd"))) {
            return open.count();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static boolean isPid(Path entry) {
        return Character.isDigit(entry.getFileName().toString().charAt(0));
    }

    private static Optional<String> nameIn(Path entry, String prefix) {
        try {
            String line = Files.readString(entry.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            // A zombie's line is empty.
            return Stream.of(line.split("\0"))
                    .filter(argument -> argument.startsWith(prefix))
                    .map(argument -> argument.substring(prefix.length()))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
