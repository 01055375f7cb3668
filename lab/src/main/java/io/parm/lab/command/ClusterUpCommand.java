package io.parm.lab.command;

import io.parm.lab.Home;
import io.parm.lab.Parm;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.local.ApplicationJob;
import io.parm.lab.local.ClusterFolder;
import io.parm.lab.local.ClusterPlan;
import io.parm.lab.local.LocalCluster;
import io.parm.lab.local.LocalProcess;
import io.parm.lab.local.Prometheus;
import io.parm.lab.local.Recommended;
import io.parm.lab.local.Submission;
import io.parm.model.Service;
import io.parm.model.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parm cluster up}: starts what does not run yet. */
@Command(
        name = "up",
        description = "Start a cluster, or what is missing of one that is up; returns when all of it is ready.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class ClusterUpCommand implements Callable<Integer> {

    @Mixin
    private ClusterOption cluster;

    @Option(names = "--taskmanagers", paramLabel = "N", description = "TaskManagers.", defaultValue = "2")
    private int taskManagers;

    @Option(names = "--slots", paramLabel = "N", description = "Task slots of each.", defaultValue = "5")
    private int slots;

    @Option(
            names = "--instances",
            paramLabel = "N",
            description = "Model servers of the deployed model; half as many of the parity model.",
            defaultValue = "0")
    private int instances;

    @Option(names = "--service", paramLabel = "DIR", description = "What they serve (default: the light one).")
    private Path service;

    @Option(names = "--partitions", paramLabel = "N", description = "Of each topic.", defaultValue = "6")
    private int partitions;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "Port of the broker, 0 for a free one.",
            defaultValue = "9092")
    private int kafkaPort;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            description = "Port of Flink's web UI, 0 for a free one.",
            defaultValue = "8081")
    private int webPort;

    @Option(
            names = "--prometheus-port",
            paramLabel = "PORT",
            description = "Port of Prometheus, where it is installed; 0 for a free one.",
            defaultValue = "0")
    private int prometheusPort;

    @Option(names = "--no-prometheus", description = "No Prometheus, installed or not.")
    private boolean isWithoutPrometheus;

    @Option(
            names = "--standby",
            description = "Add a ZooKeeper and a second JobManager, which takes over when the first dies.")
    private boolean isStandby;

    @Option(
            names = "--application",
            description =
                    "In application mode: the JobManager runs the packaged job itself, with the settings that follow.")
    private boolean isApplication;

    @Mixin
    private JobArguments job;

    @Option(names = "--flink-conf", paramLabel = "FILE", description = "Flink settings (default: conf/config.yaml).")
    private Path flinkConf;

    @Option(names = "--flink-defaults", description = "Flink's default settings instead.")
    private boolean isFlinkDefaults;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        ProgressLine progress = new ProgressLine(spec.commandLine().getOut());
        if (!isApplication && job.areGiven()) {
            throw new UserError(
                    "a job's settings and --from belong to --application here: give that too, or give them to"
                            + " parm cluster submit");
        }
        ClusterFolder folder = cluster.folder();
        Optional<LocalCluster> found = LocalCluster.found(folder, Parm.class);
        LocalCluster local = found.isPresent() ? again(found.get(), progress) : planned(folder, progress);
        Set<String> started = local.up(progress);
        if (local.plan().application().isPresent() && !started.isEmpty()) {
            local.awaitJob(progress);
            new ApplicationJob(local).forgetSavepoint();
        }
        if (started.isEmpty()) {
            progress.say("Already up, as it was started; another shape needs parm cluster down first.");
        } else if (found.isPresent()) {
            progress.say("Started what was missing: " + String.join(", ", started) + ".");
        }
        progress.say(ClusterStatusCommand.describe(local));
        return 0;
    }

    /** The cluster that is up; in application mode with the job that is given, if its own is over. */
    private LocalCluster again(LocalCluster found, ProgressLine progress) {
        if (!new ApplicationJob(found).isOver()) {
            if (job.savepoint().isPresent()) {
                throw new UserError(
                        "--from is for a job that starts, but the one of this cluster has not ended: stop it with"
                                + " parm cluster flink stop, and wait until status shows no JobManager");
            }
            return found;
        }
        if (job.areGiven()) {
            return withJob(found.folder(), found.plan(), progress);
        }
        if (found.plan().hasStandby()) {
            throw new UserError(
                    "the job of this cluster has ended, and no JobManager starts it again by itself: go on with"
                            + " parm cluster up --application --from SAVEPOINT; savepoints are in "
                            + found.folder().savepoints());
        }
        return found;
    }

    private LocalCluster planned(ClusterFolder folder, ProgressLine progress) {
        ClusterPlan plan = plan(folder);
        return isApplication ? withJob(folder, plan, progress) : LocalCluster.planned(folder, plan, Parm.class);
    }

    /** In application mode with the job that is given; a former one's settings stay if none are given. */
    private LocalCluster withJob(ClusterFolder folder, ClusterPlan plan, ProgressLine progress) {
        LocalCluster local =
                LocalCluster.planned(folder, plan.with(new ClusterPlan.Application(job.savepoint())), Parm.class);
        if (plan.application().isEmpty() || job.areSettingsGiven()) {
            Submission submission = new Submission(local, job.settings());
            submission.warning().ifPresent(progress::say);
            submission.write();
        }
        new ApplicationJob(local).forgetResult();
        return local;
    }

    private ClusterPlan plan(ClusterFolder folder) {
        Map<String, LocalProcess> left = LocalProcess.of(folder);
        if (!left.isEmpty()) {
            throw new UserError("processes of a former cluster still run in " + folder.root() + " ("
                    + String.join(", ", left.keySet()) + "): end them with parm cluster down");
        }
        if (flinkConf != null && isFlinkDefaults) {
            throw new UserError("--flink-conf and --flink-defaults exclude each other: choose one");
        }
        Path served = service != null ? service : Home.directory().resolve("lab/services/fashion-mnist-light");
        Service.read(served);
        ClusterPlan plan = ClusterPlan.choose(
                new ClusterPlan.Size(taskManagers, slots, instances, partitions),
                kafkaPort,
                webPort,
                served.toAbsolutePath());
        if (isStandby) {
            plan = plan.withStandby();
        }
        if (!isWithoutPrometheus && Prometheus.installed().isPresent()) {
            plan = plan.withPrometheus(prometheusPort);
        }
        return isFlinkDefaults ? plan : plan.with(settings());
    }

    private Path settings() {
        Path file = flinkConf != null ? flinkConf : Recommended.flinkSettings();
        if (!Files.isRegularFile(file)) {
            throw new UserError("there is no file of Flink settings at " + file + ": name one with --flink-conf");
        }
        return file;
    }
}
