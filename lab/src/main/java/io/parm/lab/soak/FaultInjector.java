package io.parm.lab.soak;

import io.parm.lab.demo.ProgressLine;
import io.parm.lab.local.FlinkRest;
import io.parm.lab.local.LocalCluster;
import io.parm.lab.local.LocalProcess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets faults happen to a cluster, one after the other, and mends each. One thread injects, any may read the marks. */
final class FaultInjector {

    private static final String INSTANCES = "(deployed|parity)-\\d+";
    private static final String TASK_MANAGERS = "taskmanager-\\d+";
    private static final String JOB_MANAGERS = "jobmanager(-\\d+)?";
    private static final String KAFKA = "kafka";
    private static final long LONGEST_RECOVERY_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final LocalCluster cluster;
    private final SoakTraffic traffic;
    private final ProgressLine progress;
    private final FlinkRest flink;
    private final String job;
    private final List<Mark> marks = new ArrayList<>();
    private final Map<String, LocalProcess> started = new HashMap<>();

    FaultInjector(LocalCluster cluster, SoakTraffic traffic, String job, ProgressLine progress) {
        this.cluster = cluster;
        this.traffic = traffic;
        this.progress = progress;
        this.flink = cluster.flink();
        this.job = job;
    }

    /**
     * A fault that happened.
     *
     * @param atNanos from the start of the load
     * @param victim the process that it hit
     */
    record Mark(FaultKind kind, long atNanos, String victim) {}

    /** Those so far, in their order. */
    synchronized List<Mark> marks() {
        return List.copyOf(marks);
    }

    /**
     * Lets faults happen at their times; one is late if what the one before broke must first be whole again.
     *
     * @param untilNanos from the start of the load; later ones are left out
     */
    void run(List<FaultSchedule.Fault> faults, long untilNanos) throws InterruptedException {
        for (FaultSchedule.Fault fault : faults) {
            sleepUntil(fault.at().toNanos());
            if (traffic.nowNanos() > untilNanos) {
                return;
            }
            inject(fault);
            startMissing();
        }
        startMissing();
    }

    /**
     * What was killed is started again by now: what is missing ended by itself, as when it could not start in time. A process that was
     * started just now may not be found by its command line yet, but it is alive.
     */
    private void startMissing() {
        Set<String> missing = new TreeSet<>(cluster.plan().names());
        missing.removeAll(cluster.processes().keySet());
        missing.removeIf(name -> started.containsKey(name) && started.get(name).isAlive());
        for (String name : missing) {
            progress.say("starting " + name + ", which ended by itself");
            start(name);
        }
    }

    private void start(String name) {
        started.put(name, cluster.start(name));
    }

    private void inject(FaultSchedule.Fault fault) throws InterruptedException {
        switch (fault.kind()) {
            case CORRUPT_RECORD -> {
                mark(fault, "queries");
                traffic.corrupt(fault.choice());
            }
            case HANG_INSTANCE -> {
                LocalProcess victim = victim(names(INSTANCES), fault);
                mark(fault, victim.name());
                victim.signal("STOP");
                sleepUntil(traffic.nowNanos() + fault.length().toNanos());
                victim.signal("CONT");
            }
            case KILL_INSTANCE -> killAndStart(victim(names(INSTANCES), fault), fault);
            case KILL_BROKER -> {
                awaitJob();
                killAndStart(victim(Set.of(KAFKA), fault), fault);
            }
            case KILL_TASK_MANAGER -> {
                awaitJob();
                Set<String> hosts = new TreeSet<>(flink.hosts(job));
                hosts.retainAll(cluster.processes().keySet());
                killAndStart(victim(hosts.isEmpty() ? names(TASK_MANAGERS) : hosts, fault), fault);
            }
            case KILL_JOB_MANAGER -> {
                awaitJob();
                Set<String> running = names(JOB_MANAGERS);
                Set<String> leading =
                        cluster.leader().filter(running::contains).map(Set::of).orElse(running);
                killAndStart(victim(leading, fault), fault);
            }
        }
    }

    private void killAndStart(LocalProcess victim, FaultSchedule.Fault fault) throws InterruptedException {
        mark(fault, victim.name());
        victim.kill();
        sleepUntil(traffic.nowNanos() + fault.length().toNanos());
        start(victim.name());
    }

    private synchronized void mark(FaultSchedule.Fault fault, String victim) {
        marks.add(new Mark(fault.kind(), traffic.nowNanos(), victim));
        progress.say("%4d s: %s (%s)"
                .formatted(
                        TimeUnit.NANOSECONDS.toSeconds(traffic.nowNanos()),
                        fault.kind().text(),
                        victim));
    }

    private Set<String> names(String pattern) {
        Set<String> names = new TreeSet<>(cluster.processes().keySet());
        names.removeIf(name -> !name.matches(pattern));
        return names;
    }

    private LocalProcess victim(Set<String> names, FaultSchedule.Fault fault) {
        List<String> ordered = List.copyOf(new TreeSet<>(names));
        String name = ordered.get(fault.choice() % ordered.size());
        Map<String, LocalProcess> running = cluster.processes();
        return Optional.ofNullable(running.get(name))
                .orElseThrow(() -> new IllegalStateException(name + " is gone and nobody killed it"));
    }

    /** Blocks until all tasks run and answers come, so that each loss is one of its own. */
    private void awaitJob() throws InterruptedException {
        long endNanos = traffic.nowNanos() + LONGEST_RECOVERY_NANOS;
        while (!(flink.runs(job) && answersCome()) && traffic.nowNanos() < endNanos) {
            sleepUntil(traffic.nowNanos() + BETWEEN_LOOKS_NANOS);
        }
    }

    private boolean answersCome() {
        long lastNanos = traffic.ledger().lastNanos();
        return lastNanos > 0 && traffic.nowNanos() - lastNanos < FRESH_NANOS;
    }

    private void sleepUntil(long nanos) throws InterruptedException {
        while (traffic.nowNanos() < nanos) {
            LockSupport.parkNanos(nanos - traffic.nowNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
