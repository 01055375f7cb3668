package io.parm.lab.command;

import io.parm.lab.local.FlinkRest;
import io.parm.lab.local.LocalCluster;
import io.parm.lab.local.LocalProcess;
import io.parm.lab.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parm cluster status}: what runs, and where. */
@Command(
        name = "status",
        description = "Show a cluster's processes and its job; the exit code is 1 if a process is missing.",
        mixinStandardHelpOptions = true)
public final class ClusterStatusCommand implements Callable<Integer> {

    @Mixin
    private ClusterOption cluster;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        LocalCluster local = cluster.cluster();
        spec.commandLine().getOut().println(describe(local));
        return local.processes().keySet().containsAll(local.plan().names()) ? 0 : 1;
    }

    /** A table of the processes, and where things are. */
    static String describe(LocalCluster local) throws InterruptedException {
        Map<String, LocalProcess> running = local.processes();
        String leader = local.plan().hasStandby() ? local.leader().orElse("") : "";
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("process", "state", "pid", "MiB", "address"));
        for (String name : local.plan().names()) {
            LocalProcess process = running.get(name);
            rows.add(List.of(
                    name,
                    state(process, name.equals(leader)),
                    process == null ? "–" : String.valueOf(process.pid()),
                    process == null ? "–" : String.valueOf(Math.round(process.residentMiB())),
                    local.plan().address(name)));
        }
        return TextTable.of(rows) + "\nFlink's web UI: " + local.plan().webAddress() + "\nKafka:          "
                + local.plan().bootstrapServers() + "\nPrometheus:     "
                + local.plan().prometheusAddress().orElse("none; up starts one where the command is installed")
                + "\nLogs:           "
                + local.folder().logs() + "\nJob:            " + job(local);
    }

    private static String state(LocalProcess process, boolean isLeader) {
        if (process == null) {
            return "GONE";
        }
        return isLeader ? "leads" : "alive";
    }

    private static String job(LocalCluster local) throws InterruptedException {
        FlinkRest flink = local.flink();
        Optional<String> job = flink.job();
        if (job.isEmpty()) {
            return local.plan().application().isPresent()
                    ? "none; parm cluster up --application starts it, --from SAVEPOINT goes on from one"
                    : "none; parm cluster submit starts one";
        }
        String state = flink.runs(job.get()) ? "runs" : "is starting or restarting";
        return job.get() + " " + state + ", restarted " + flink.restarts(job.get()) + " times";
    }
}
