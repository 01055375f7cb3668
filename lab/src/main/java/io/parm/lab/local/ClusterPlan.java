package io.parm.lab.local;

import io.parm.model.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a cluster consists of. Ports are chosen once: a process that is started again comes back where it was.
 *
 * @param size how many there are of what
 * @param ports where they listen
 * @param service folder of the service that model servers serve, absolute; of no matter without any
 * @param flinkSettings a file of Flink settings, or empty for Flink's defaults
 * @param application the one job that it is there for, or empty if jobs are submitted
 */
public record ClusterPlan(
        Size size, Ports ports, Path service, Optional<Path> flinkSettings, Optional<Application> application) {

    static final String KAFKA = "kafka";
    static final String ZOOKEEPER = "zookeeper";
    static final String JOB_MANAGER = "jobmanager";

    /** The JobManager beside the first; either may lead. */
    static final String JOB_MANAGER_2 = "jobmanager-2";

    static final String TASK_MANAGER = "taskmanager-";

    /** The model servers of the deployed model and of its first parity model. */
    static final String DEPLOYED = "deployed-";

    static final String PARITY = "parity-";
    static final String PROMETHEUS = "prometheus";

    private static final int MOST = 64;

    /**
     * How many there are.
     *
     * @param taskManagers 1 … 64
     * @param slots task slots of each, 1 … 64
     * @param instances model servers of the deployed model, 0 … 64; there is one of the parity model for every two
     * @param partitions of each topic, 1 … 64
     */
    public record Size(int taskManagers, int slots, int instances, int partitions) {

        public Size {
            check("taskmanagers", 1, taskManagers);
            check("slots", 1, slots);
            check("instances", 0, instances);
            check("partitions", 1, partitions);
        }

        int parityInstances() {
            return (instances + 1) / 2;
        }

        private static void check(String name, int least, int value) {
            if (value < least || value > MOST) {
                throw new UserError("--" + name + " must be " + least + ".." + MOST + " but was " + value);
            }
        }
    }

    /**
     * The job of a cluster in application mode; its settings are {@code job.yaml} in the cluster's {@code conf}.
     *
     * @param savepoint what it goes on from when it first starts
     */
    public record Application(Optional<String> savepoint) {}

    /**
     * A plan on ports that are free now.
     *
     * @param kafkaPort 0 for any
     * @param webPort 0 for any
     * @throws UserError if a port is taken
     */
    public static ClusterPlan choose(Size size, int kafkaPort, int webPort, Path service) {
        ClusterPlan named = new ClusterPlan(size, new Ports(Map.of()), service, Optional.empty(), Optional.empty());
        return named.on(Ports.choose(kafkaPort, webPort, named.flink(), named.instances()));
    }

    private ClusterPlan on(Ports others) {
        return new ClusterPlan(size, others, service, flinkSettings, application);
    }

    /** The same with Flink settings of an operator. */
    public ClusterPlan with(Path settings) {
        return new ClusterPlan(size, ports, service, Optional.of(settings.toAbsolutePath()), application);
    }

    /** The same with a ZooKeeper and a second JobManager, which takes over when the first dies. */
    public ClusterPlan withStandby() {
        return on(ports.withStandby(JOB_MANAGER_2));
    }

    /** The same in application mode: the JobManager itself starts the job. */
    public ClusterPlan with(Application job) {
        return new ClusterPlan(size, ports, service, flinkSettings, Optional.of(job));
    }

    /**
     * The same with a Prometheus that watches it.
     *
     * @param port 0 for any
     * @throws UserError if the port is taken
     */
    public ClusterPlan withPrometheus(int port) {
        return on(ports.withPrometheus(port));
    }

    /** Task slots of all TaskManagers. */
    public int slots() {
        return size.taskManagers() * size.slots();
    }

    /** Task slots that are left when a TaskManager is lost. */
    int slotsWithoutATaskManager() {
        return slots() - size.slots();
    }

    /** Where a process listens, for people; empty if that is nobody's business. */
    public String address(String name) {
        if (name.equals(KAFKA)) {
            return bootstrapServers();
        }
        if (jobManagers().contains(name)) {
            return webAddress(name);
        }
        if (name.equals(ZOOKEEPER)) {
            return Ports.HOST + ":" + ports.zooKeeper().orElseThrow();
        }
        if (name.equals(PROMETHEUS)) {
            return prometheusAddress().orElse("");
        }
        return name.startsWith(TASK_MANAGER) ? "" : "grpc://" + Ports.HOST + ":" + ports.grpc(name);
    }

    /** Names of the processes in the order in which they start. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(KAFKA));
        if (hasStandby()) {
            names.add(ZOOKEEPER);
        }
        names.addAll(flink());
        names.addAll(instances());
        if (ports.prometheus().isPresent()) {
            names.add(PROMETHEUS);
        }
        return names;
    }

    /** Whether there is a second JobManager, and a ZooKeeper that says which of them leads. */
    public boolean hasStandby() {
        return ports.zooKeeper().isPresent();
    }

    /** Names of the JobManagers. */
    public List<String> jobManagers() {
        return hasStandby() ? List.of(JOB_MANAGER, JOB_MANAGER_2) : List.of(JOB_MANAGER);
    }

    /** Names of the processes of Flink. */
    List<String> flink() {
        List<String> names = new ArrayList<>(jobManagers());
        names.addAll(numbered(TASK_MANAGER, size.taskManagers()));
        return names;
    }

    /** Names of the model servers. */
    List<String> instances() {
        List<String> names = new ArrayList<>(numbered(DEPLOYED, size.instances()));
        names.addAll(numbered(PARITY, size.parityInstances()));
        return names;
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
    }

    /** As {@code deployed.endpoints} and {@code parity.endpoints} take them, one a line. */
    String endpoints(String prefix) {
        return instances().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> "grpc://" + Ports.HOST + ":" + ports.grpc(name) + "\n")
                .collect(Collectors.joining());
    }

    /** What clients take as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return Ports.HOST + ":" + ports.kafka();
    }

    /** Where Flink's web UI and REST API are; at the second JobManager too, if there is one. */
    public String webAddress() {
        return webAddress(JOB_MANAGER);
    }

    /** The same, at one of the JobManagers. */
    String webAddress(String jobManager) {
        return "http://" + Ports.HOST + ":" + webPort(jobManager);
    }

    int webPort(String jobManager) {
        return jobManager.equals(JOB_MANAGER_2) ? ports.standbyWeb() : ports.web();
    }

    /** Where Prometheus is, if there is one. */
    public Optional<String> prometheusAddress() {
        return ports.prometheus().stream()
                .mapToObj(port -> "http://" + Ports.HOST + ":" + port)
                .findFirst();
    }
}
