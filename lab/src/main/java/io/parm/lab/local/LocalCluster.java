package io.parm.lab.local;

import io.parm.lab.Folders;
import io.parm.lab.demo.ProgressLine;
import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A cluster of processes that outlive this one; the folder is all that is known of it. Not thread-safe, but processes may be started,
 * found and ended from any thread.
 */
public final class LocalCluster {

    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration LONGEST_JOB_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_END = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final int LAST_LINES = 5;

    private final ClusterFolder folder;
    private final ClusterPlan plan;
    private final Launcher launcher;

    /** @param main the program's class */
    private LocalCluster(ClusterFolder folder, ClusterPlan plan, Class<?> main) {
        this.folder = folder;
        this.plan = plan;
        this.launcher = new Launcher(folder, plan, main);
    }

    /** A cluster that is to be. */
    public static LocalCluster planned(ClusterFolder folder, ClusterPlan plan, Class<?> main) {
        return new LocalCluster(folder, plan, main);
    }

    /** The cluster that is up in a folder, if there is one. */
    public static Optional<LocalCluster> found(ClusterFolder folder, Class<?> main) {
        return PlanFile.read(folder).map(plan -> new LocalCluster(folder, plan, main));
    }

    public ClusterFolder folder() {
        return folder;
    }

    public ClusterPlan plan() {
        return plan;
    }

    public FlinkRest flink() {
        return FlinkRest.of(plan);
    }

    /**
     * Starts what does not run, and returns when all of it is ready.
     *
     * @return names of the processes that were started
     * @throws UserError if one of them ends, or takes longer than anybody would wait
     */
    public Set<String> up(ProgressLine progress) throws InterruptedException {
        folder.make();
        PlanFile.write(folder, plan);
        FlinkConf.write(folder, plan);
        Prometheus.write(folder, plan);
        plan.ports().zooKeeper().ifPresent(port -> ZooKeeper.write(folder, port));
        ClusterFolder.write(folder.endpoints("deployed"), plan.endpoints(ClusterPlan.DEPLOYED));
        ClusterFolder.write(folder.endpoints("parity"), plan.endpoints(ClusterPlan.PARITY));
        Set<String> missing = new LinkedHashSet<>(plan.names());
        missing.removeAll(processes().keySet());
        if (!missing.isEmpty()) {
            start(missing, progress);
        }
        return missing;
    }

    private void start(Set<String> missing, ProgressLine progress) throws InterruptedException {
        Readiness readiness = new Readiness(plan, flink().taskManagers());
        Map<String, LocalProcess> started = new LinkedHashMap<>();
        missing.forEach(name -> started.put(name, launcher.start(name)));
        Set<String> waiting = new LinkedHashSet<>(missing);
        long startNanos = System.nanoTime();
        while (!waiting.isEmpty()) {
            waiting.forEach(name -> requireAlive(started.get(name)));
            for (String name : List.copyOf(waiting)) {
                if (readiness.isReady(name)) {
                    waiting.remove(name);
                }
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - startNanos);
            progress.update("%d of %d ready after %d s; waiting for %s"
                    .formatted(
                            missing.size() - waiting.size(),
                            missing.size(),
                            waited.toSeconds(),
                            String.join(", ", waiting)));
            if (waited.compareTo(LONGEST_START) > 0) {
                throw new UserError("not ready after " + LONGEST_START.toMinutes() + " min: "
                        + String.join(", ", waiting) + "; their logs are in " + folder.logs());
            }
            pause();
        }
    }

    /** By its number too: while a process becomes another program, its command line is empty for a moment. */
    private void requireAlive(LocalProcess process) {
        if (!process.isAlive() && !processes().containsKey(process.name())) {
            throw ended(process.name());
        }
    }

    private UserError ended(String name) {
        return new UserError(
                name + " ended while it started; it said: " + lastLines(name) + " (logs in " + folder.logs() + ")");
    }

    private String lastLines(String name) {
        try {
            List<String> lines = Files.readAllLines(folder.logs().resolve(name + ".out"));
            return String.join(" ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "nothing";
        }
    }

    /** Starts one process of the plan and returns at once. */
    public LocalProcess start(String name) {
        return launcher.start(name);
    }

    /** Those that run, by name. */
    public Map<String, LocalProcess> processes() {
        return LocalProcess.of(folder);
    }

    /** Runs Flink's own client with this process's console, and returns its exit code. */
    public int flinkClient(List<String> arguments) throws InterruptedException {
        try {
            return launcher.client(arguments).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UserError("cannot start Flink's client: " + e.getMessage(), e);
        }
    }

    /** The JobManager that leads, as those who look for it are told; empty while none does. */
    public Optional<String> leader() {
        if (!plan.hasStandby()) {
            return Optional.of(ClusterPlan.JOB_MANAGER);
        }
        return processes().containsKey(ClusterPlan.ZOOKEEPER) ? Leader.of(folder, plan) : Optional.empty();
    }

    /**
     * Returns when there is a job and all of its tasks run.
     *
     * @return the job's id
     * @throws UserError if no JobManager is left, or it takes longer than anybody would wait
     */
    public String awaitJob(ProgressLine progress) throws InterruptedException {
        FlinkRest flink = flink();
        long startNanos = System.nanoTime();
        while (true) {
            Optional<String> job = flink.job();
            if (job.isPresent() && flink.runs(job.get())) {
                return job.get();
            }
            if (plan.jobManagers().stream().noneMatch(processes()::containsKey)) {
                throw ended(ClusterPlan.JOB_MANAGER);
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - startNanos);
            if (waited.compareTo(LONGEST_JOB_START) > 0) {
                throw new UserError("the job does not run after " + LONGEST_JOB_START.toMinutes() + " min; see "
                        + plan.webAddress() + " and the logs in " + folder.logs());
            }
            progress.update("the job is starting, " + waited.toSeconds() + " s");
            pause();
        }
    }

    /**
     * Ends every process of a folder, gently at first, and removes what said that they ran. Data, checkpoints, savepoints and logs stay.
     *
     * @return names of the processes that were ended
     */
    public static List<String> down(ClusterFolder folder) throws InterruptedException {
        List<LocalProcess> running = new ArrayList<>(LocalProcess.of(folder).values());
        for (LocalProcess process : running) {
            process.signal("TERM");
            process.signal("CONT");
        }
        long endNanos = System.nanoTime() + LONGEST_END.toNanos();
        while (running.stream().anyMatch(LocalProcess::isAlive) && System.nanoTime() < endNanos) {
            pause();
        }
        running.forEach(LocalProcess::kill);
        forget(folder);
        return running.stream().map(LocalProcess::name).toList();
    }

    private static void forget(ClusterFolder folder) {
        try {
            Files.deleteIfExists(folder.plan());
            // A job that came back by itself would look for the broker where it was.
            for (Path gone :
                    List.of(folder.pids(), folder.temporary(), folder.zooKeeper(), folder.highAvailability())) {
                if (Files.isDirectory(gone)) {
                    Folders.delete(gone);
                }
            }
            try (Stream<Path> files = Files.exists(folder.root()) ? Files.list(folder.root()) : Stream.empty()) {
                for (Path file : files.filter(path -> path.toString().endsWith("-endpoints.txt"))
                        .toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UserError("cannot clean up " + folder.root() + ": " + e.getMessage(), e);
        }
    }

    static void pause() throws InterruptedException {
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
