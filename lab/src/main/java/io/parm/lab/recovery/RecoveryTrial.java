package io.parm.lab.recovery;

import io.parm.job.config.SettingsFile;
import io.parm.lab.Home;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.load.Inputs;
import io.parm.lab.load.LoadGenerator;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.TopicReader;
import io.parm.lab.local.ClusterFolder;
import io.parm.lab.local.ClusterPlan;
import io.parm.lab.local.LocalCluster;
import io.parm.lab.local.LocalProcess;
import io.parm.lab.local.Recommended;
import io.parm.lab.local.Submission;
import io.parm.schemas.Contract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

/** Starts a cluster, puts it under load, kills a process and measures the silence. Blocks; one at a time. */
public final class RecoveryTrial {

    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private final Class<?> main;
    private final Path folder;
    private final ProgressLine progress;

    /**
     * @param main the program's class
     * @param folder of the cluster; deleted by nobody
     */
    public RecoveryTrial(Class<?> main, Path folder, ProgressLine progress) {
        this.main = main;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * What is sent.
     *
     * @param rate mean queries per second
     * @param after how long answers must have come again before the trial is over
     * @param settings of the job, which win over the recommended ones
     */
    public record Load(Inputs inputs, double rate, Duration after, long seed, Map<String, String> settings) {}

    /** @return the longest outage that a consumer of one partition of answers saw, in nanoseconds */
    public long run(RecoveryCase trial, Load load) throws InterruptedException {
        ClusterFolder where = new ClusterFolder(folder);
        ClusterPlan plan =
                ClusterPlan.choose(trial.size(), 0, 0, Home.directory().resolve("lab/services/fashion-mnist-light"));
        if (trial.hasStandby()) {
            plan = plan.withStandby();
        }
        if (trial.isRecommended()) {
            plan = plan.with(Recommended.flinkSettings());
        }
        LocalCluster cluster = LocalCluster.planned(where, plan, main);
        try {
            cluster.up(progress);
            Map<String, String> settings =
                    new LinkedHashMap<>(Map.of("service", plan.service().toString()));
            if (trial.isRecommended()) {
                settings.putAll(SettingsFile.read(Recommended.jobSettings()));
            }
            settings.putAll(load.settings());
            Submission submission = new Submission(cluster, settings);
            if (submission.run(null) != 0) {
                throw new IllegalStateException("flink run failed; its logs are in " + where.logs());
            }
            return measure(trial, cluster, cluster.awaitJob(progress), load);
        } finally {
            LocalCluster.down(where);
        }
    }

    private long measure(RecoveryCase trial, LocalCluster cluster, String job, Load load) throws InterruptedException {
        String servers = cluster.plan().bootstrapServers();
        Arrivals arrivals = new Arrivals(cluster.plan().size().partitions());
        try (TopicReader reader = new TopicReader(
                        servers,
                        Contract.PREDICTIONS_TOPIC,
                        record -> arrivals.add(record.partition(), System.nanoTime()));
                LoadGenerator generator = new LoadGenerator(servers, Contract.QUERIES_TOPIC, load.inputs())) {
            Thread sending = sending(generator, load);
            try {
                // What comes before the last moment of the warm-up is no measure of what is usual.
                arrivals.awaitSteady(WARM_UP, LONGEST);
                arrivals.forget();
                arrivals.awaitSteady(load.after(), LONGEST);
                List<String> victims = victims(trial, cluster, job);
                progress.say("kill -9 " + String.join(", ", victims));
                Map<String, LocalProcess> running = cluster.processes();
                victims.forEach(victim -> running.get(victim).kill());
                long killedNanos = System.nanoTime();
                if (trial.hasStandby()) {
                    awaitTakeOver(trial, cluster, job);
                }
                arrivals.awaitAfter(System.nanoTime(), load.after(), LONGEST);
                reader.checkRunning();
                return arrivals.outageNanos(killedNanos);
            } finally {
                sending.interrupt();
                sending.join();
            }
        }
    }

    private static List<String> victims(RecoveryCase trial, LocalCluster cluster, String job)
            throws InterruptedException {
        return switch (trial.victim()) {
            case TASK_MANAGER -> List.of(new TreeSet<>(cluster.flink().hosts(job)).first());
            case INSTANCE -> List.of("deployed-1");
            case LEADER -> List.of(cluster.leader().orElseThrow());
            case JOB_MANAGERS -> cluster.plan().jobManagers();
        };
    }

    /** Tasks run on without a JobManager: the silence begins when another one takes them over. */
    private void awaitTakeOver(RecoveryCase trial, LocalCluster cluster, String job) throws InterruptedException {
        if (trial.victim() == RecoveryCase.Victim.JOB_MANAGERS) {
            cluster.up(progress);
        }
        cluster.awaitJob(progress);
    }

    private static Thread sending(LoadGenerator generator, Load load) {
        PoissonSchedule schedule = PoissonSchedule.ofDuration(load.rate(), LONGEST.multipliedBy(4), load.seed());
        Thread thread = new Thread(
                () -> {
                    try {
                        generator.send("recovery", schedule);
                    } catch (CancellationException e) {
                        // the trial is over
                    }
                },
                "load");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
