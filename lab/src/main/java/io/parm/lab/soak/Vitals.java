package io.parm.lab.soak;

import io.parm.lab.local.FlinkRest;
import io.parm.lab.local.LocalCluster;
import io.parm.lab.local.LocalProcess;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks at a cluster all the time: its memory, its open files, and when its job restarts. A thread of its own; any may read. */
final class Vitals implements AutoCloseable {

    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int LOOKS_PER_SAMPLE = 10;
    private static final long JOIN_MS = 30_000;

    private final LocalCluster cluster;
    private final FlinkRest flink;
    private final String job;
    private final SoakTraffic traffic;
    private final List<Sample> samples = new ArrayList<>();
    private final Restarts restarts = new Restarts();
    private final Thread thread = new Thread(this::watch, "vitals");

    /** Starts looking. */
    Vitals(LocalCluster cluster, String job, SoakTraffic traffic) {
        this.cluster = cluster;
        this.flink = cluster.flink();
        this.job = job;
        this.traffic = traffic;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * A look at all processes.
     *
     * @param atNanos from the start of the load
     * @param residentMiB by process
     * @param files open, by process
     * @param heapMiB in use on the TaskManagers
     * @param load threads of this machine that run or want to, anybody's, on average over a minute
     */
    record Sample(long atNanos, Map<String, Double> residentMiB, Map<String, Long> files, double heapMiB, double load) {

        double allResidentMiB() {
            return residentMiB.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
        }

        long allFiles() {
            return files.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Looks of moments in which every process of the plan was there; every five seconds or so. */
    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** When the job began to restart, each time, in nanoseconds from the start of the load. */
    synchronized List<Long> restartsNanos() {
        return restarts.nanos();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            for (int look = 0; true; look++) {
                lookAtJob();
                if (look % LOOKS_PER_SAMPLE == 0) {
                    sample();
                }
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
                if (Thread.interrupted()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // close() asked for it
        }
    }

    private void lookAtJob() throws InterruptedException {
        FlinkRest.Starts starts = flink.starts(job);
        synchronized (this) {
            restarts.add(starts, System.currentTimeMillis(), traffic.nowNanos());
        }
    }

    private void sample() throws InterruptedException {
        Map<String, LocalProcess> running = cluster.processes();
        double heapMiB = flink.heapMiB();
        if (!running.keySet().containsAll(cluster.plan().names()) || heapMiB == 0) {
            return;
        }
        Map<String, Double> resident = new TreeMap<>();
        Map<String, Long> files = new TreeMap<>();
        for (LocalProcess process : running.values()) {
            resident.put(process.name(), process.residentMiB());
            files.put(process.name(), process.fileDescriptors());
        }
        synchronized (this) {
            double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
            samples.add(new Sample(traffic.nowNanos(), resident, files, heapMiB, load));
        }
    }
}
