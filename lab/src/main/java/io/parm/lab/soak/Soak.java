package io.parm.lab.soak;

import io.parm.lab.demo.ProgressLine;
import io.parm.lab.load.Inputs;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.local.LocalCluster;
import io.parm.lab.local.Submission;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Runs a load on a cluster while faults happen, and lets it drain. */
public final class Soak {

    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(3);

    private final LocalCluster cluster;
    private final Options options;
    private final ProgressLine progress;

    /** @param cluster is up, and its topics are empty */
    public Soak(LocalCluster cluster, Options options, ProgressLine progress) {
        this.cluster = cluster;
        this.options = options;
        this.progress = progress;
    }

    /**
     * What is asked for.
     *
     * @param minutes length of the load
     * @param rate mean queries per second
     * @param seed of arrivals and faults
     * @param settings of the job
     */
    public record Options(int minutes, double rate, long seed, Map<String, String> settings) {

        Duration length() {
            return Duration.ofMinutes(minutes);
        }
    }

    /** Runs everything; blocks. */
    public SoakResult run(Inputs inputs) throws InterruptedException {
        Submission submission = new Submission(cluster, options.settings());
        if (submission.run(null) != 0) {
            throw new IllegalStateException("flink run failed");
        }
        String job = cluster.awaitJob(progress);
        PoissonSchedule schedule = PoissonSchedule.ofDuration(options.rate(), options.length(), options.seed());
        progress.say("Job %s runs; sending %,d queries in %d min, with faults."
                .formatted(job, schedule.size(), options.minutes()));
        try (SoakTraffic traffic = new SoakTraffic(cluster.plan().bootstrapServers(), inputs, schedule);
                Vitals vitals = new Vitals(cluster, job, traffic)) {
            FaultInjector faults = new FaultInjector(cluster, traffic, job, progress);
            CompletableFuture<Void> injecting = async(() -> faults.run(
                    FaultSchedule.of(options.length(), options.seed()),
                    options.length().toNanos()));
            CompletableFuture<Void> sending = async(traffic::send);
            while (!sending.isDone() || !injecting.isDone()) {
                look(traffic);
            }
            sending.join();
            injecting.join();
            drain(traffic);
            return SoakResult.of(options, traffic, vitals, faults.marks());
        }
    }

    /** Until nothing is open, or nothing has come for a while. */
    private void drain(SoakTraffic traffic) throws InterruptedException {
        int answered = traffic.ledger().answered();
        long lastNanos = traffic.nowNanos();
        while (traffic.ledger().lost() > 0 && traffic.nowNanos() - lastNanos < LONGEST_SILENCE.toNanos()) {
            look(traffic);
            if (traffic.ledger().answered() > answered) {
                answered = traffic.ledger().answered();
                lastNanos = traffic.nowNanos();
            }
        }
    }

    private void look(SoakTraffic traffic) throws InterruptedException {
        traffic.checkRunning();
        progress.update("%d s: %,d sent, %,d answered, %,d open"
                .formatted(
                        TimeUnit.NANOSECONDS.toSeconds(traffic.nowNanos()),
                        traffic.ledger().sent(),
                        traffic.ledger().answered(),
                        traffic.ledger().lost()));
        LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Work that can be interrupted. */
    private interface Work {
        void run() throws InterruptedException;
    }

    private static CompletableFuture<Void> async(Work work) {
        return CompletableFuture.runAsync(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        });
    }
}
