package io.parm.lab.local;

import io.parm.job.config.JobConfig;
import io.parm.lab.Home;
import io.parm.model.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The packaged job on its way to a cluster, as an operator submits it. Not thread-safe. */
public final class Submission {

    private final LocalCluster cluster;
    private final Map<String, String> settings;
    private final JobConfig config;

    /**
     * @param given settings of the job, which win over what the cluster suggests: its broker, its checkpoints, its model servers
     * @throws UserError if a setting is wrong, or the cluster has too few slots
     */
    public Submission(LocalCluster cluster, Map<String, String> given) {
        this.cluster = cluster;
        this.settings = suggested(cluster);
        settings.putAll(given);
        this.config = JobConfig.of(settings);
        if (config.slots() > cluster.plan().slots()) {
            throw new UserError("the job needs " + config.slots()
                    + " slots (parallelism, and deployed.parallelism and parity.parallelism where those have slots of their own) but the cluster has "
                    + cluster.plan().slots() + ": lower them, or start the cluster with more --slots");
        }
    }

    /** Its settings, checked. */
    public JobConfig config() {
        return config;
    }

    /** What an operator should know before the worst day, in one line: that losing one TaskManager would stop the job. */
    public Optional<String> warning() {
        int needed = config.slots();
        int left = cluster.plan().slotsWithoutATaskManager();
        if (needed <= left) {
            return Optional.empty();
        }
        return Optional.of("Warning: losing one TaskManager would leave the cluster with " + left
                + " slots, but the job needs " + needed
                + ": it would stand still until that one is back. parm cluster up"
                + " leaves room with more --slots or --taskmanagers.");
    }

    /**
     * {@code flink run -d JAR job.yaml}, with this process's console.
     *
     * @param savepoint what it goes on from, or null
     * @return the client's exit code
     */
    public int run(String savepoint) throws InterruptedException {
        if (cluster.plan().application().isPresent()) {
            throw new UserError(
                    "this cluster is there for the job that it was started with: end it with parm cluster down,"
                            + " and start one without --application");
        }
        Optional<String> running = cluster.flink().job();
        if (running.isPresent()) {
            throw new UserError("job " + running.get()
                    + " runs already and would share its topics: stop it first with parm cluster flink stop "
                    + running.get());
        }
        write();
        List<String> arguments = new ArrayList<>(List.of("run", "-d"));
        if (savepoint != null) {
            arguments.addAll(List.of("-s", savepoint));
        }
        arguments.addAll(List.of(
                FlinkLib.jobJar(Home.directory()).toString(),
                cluster.folder().jobSettings().toString()));
        return cluster.flinkClient(arguments);
    }

    /** Writes its settings where the JobManager of a cluster in application mode finds them. */
    public void write() {
        cluster.folder().make();
        ClusterFolder.write(cluster.folder().jobSettings(), yaml());
    }

    private static Map<String, String> suggested(LocalCluster cluster) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("kafka.bootstrap-servers", cluster.plan().bootstrapServers());
        settings.put(
                "checkpoint.directory", cluster.folder().checkpoints().toUri().toString());
        if (cluster.plan().size().instances() > 0) {
            for (String model : List.of("deployed", "parity")) {
                settings.put(model + ".endpoints", "file:" + cluster.folder().endpoints(model));
                settings.put(model + ".outstanding", "4");
            }
        }
        return settings;
    }

    private String yaml() {
        return settings.entrySet().stream()
                .map(entry -> entry.getKey() + ": '" + entry.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining());
    }
}
