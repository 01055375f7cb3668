package io.parm.lab.command;

import io.parm.lab.Folders;
import io.parm.lab.Home;
import io.parm.lab.Parm;
import io.parm.lab.demo.DemoData;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.local.ClusterFolder;
import io.parm.lab.local.ClusterPlan;
import io.parm.lab.local.LocalCluster;
import io.parm.lab.local.LocalProcess;
import io.parm.lab.local.Recommended;
import io.parm.lab.soak.Soak;
import io.parm.lab.soak.SoakReport;
import io.parm.lab.soak.SoakResult;
import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parm soak}: a long load on a cluster of its own, to which something happens every few seconds. */
@Command(
        name = "soak",
        description =
                "Run a cluster of processes under load and random faults, and count what is lost; 1 if anything is.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class SoakCommand implements Callable<Integer> {

    private static final int MOST_MINUTES = 24 * 60;
    private static final int SLOTS = 3;
    private static final int PARTITIONS = 6;

    @Option(names = "--minutes", paramLabel = "N", description = "Length of the load.", defaultValue = "30")
    private int minutes;

    @Option(names = "--rate", paramLabel = "QUERIES", description = "Mean queries per second.", defaultValue = "300")
    private double rate;

    @Option(names = "--seed", description = "Seed of arrivals and faults.", defaultValue = "1")
    private long seed;

    @Option(names = "--taskmanagers", paramLabel = "N", description = "TaskManagers.", defaultValue = "3")
    private int taskManagers;

    @Option(
            names = "--instances",
            paramLabel = "N",
            description = "Model servers of the deployed model, 2 or more; half as many of the parity model.",
            defaultValue = "3")
    private int instances;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the job.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures for machines.")
    private Path json;

    @Option(names = "--data", paramLabel = "DIR", description = "The cluster's folder (default: parm-data/soak).")
    private Path data;

    @Option(names = "--out", paramLabel = "DIR", description = "The report's (default: report in the cluster's).")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        check();
        ProgressLine progress = new ProgressLine(spec.commandLine().getOut());
        ClusterFolder folder =
                new ClusterFolder(data != null ? data : Home.data().resolve("soak"));
        Map<String, LocalProcess> left = LocalProcess.of(folder);
        if (!left.isEmpty()) {
            throw new UserError("a soak still runs in " + folder.root() + ": wait for it, or end it with parm cluster"
                    + " down --data " + folder.root());
        }
        if (Files.isDirectory(folder.kafka())) {
            Folders.delete(folder.kafka());
        }
        Thread hook = new Thread(() -> down(folder), "end-cluster");
        Runtime.getRuntime().addShutdownHook(hook);
        SoakResult result = run(folder, progress);
        Runtime.getRuntime().removeShutdownHook(hook);
        down(folder);
        return report(result, folder, progress);
    }

    private void check() {
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw new UserError("--minutes must be 1.." + MOST_MINUTES + " but was " + minutes);
        }
        if (!(rate > 0 && rate <= 1e6)) {
            throw new UserError("--rate must be above 0 and at most 1000000 but was " + rate);
        }
        if (instances < 2 || taskManagers < 2) {
            throw new UserError("--instances and --taskmanagers must be 2 or more, so that one can be killed, but were "
                    + instances + " and " + taskManagers);
        }
    }

    private SoakResult run(ClusterFolder folder, ProgressLine progress) throws InterruptedException {
        ClusterPlan plan = ClusterPlan.choose(
                        new ClusterPlan.Size(taskManagers, SLOTS, instances, PARTITIONS),
                        0,
                        0,
                        Home.directory().resolve("lab/services/fashion-mnist-light"))
                .withStandby()
                .with(Recommended.flinkSettings());
        Map<String, String> job = new LinkedHashMap<>();
        job.put("service", plan.service().toString());
        job.putAll(settings);
        LocalCluster cluster = LocalCluster.planned(folder, plan, Parm.class);
        cluster.up(progress);
        return new Soak(cluster, new Soak.Options(minutes, rate, seed, job), progress)
                .run(DemoData.read(Home.directory()).inputs());
    }

    private int report(SoakResult result, ClusterFolder folder, ProgressLine progress) throws IOException {
        Path reports = out != null ? out : folder.root().resolve("report");
        SoakReport report = new SoakReport(
                result,
                "2 JobManagers, %d TaskManagers, %d + %d model servers"
                        .formatted(taskManagers, instances, (instances + 1) / 2));
        report.write(reports);
        if (json != null) {
            Files.writeString(json, result.toJson() + "\n");
        }
        progress.say(report.sentence());
        progress.say("Report: " + reports.resolve("report.html"));
        return result.held() ? 0 : 1;
    }

    private static void down(ClusterFolder folder) {
        try {
            LocalCluster.down(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
