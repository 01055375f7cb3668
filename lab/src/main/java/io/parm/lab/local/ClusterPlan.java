package io.parm.lab.local;

import io.parm.model.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a cluster consists of. Ports are chosen once: a process that is started again comes back where it was.
 *
 * @param size how many there are of what
 * @param ports where they listen
 * @param service folder of the service that model servers serve, absolute; of no matter without any
 * @param flinkSettings a file of Flink settings, or empty for Flink's defaults
 */
public record ClusterPlan(Size size, Ports ports, Path service, Optional<Path> flinkSettings) {

    static final String KAFKA = "kafka";
    static final String JOB_MANAGER = "jobmanager";
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
     * A plan on ports that are free now.
     *
     * @param kafkaPort 0 for any
     * @param webPort 0 for any
     * @throws UserError if a port is taken
     */
    public static ClusterPlan choose(Size size, int kafkaPort, int webPort, Path service) {
        ClusterPlan named = new ClusterPlan(size, new Ports(Map.of()), service, Optional.empty());
        Ports ports = Ports.choose(kafkaPort, webPort, named.flink(), named.instances());
        return new ClusterPlan(size, ports, service, Optional.empty());
    }

    /** The same with Flink settings of an operator. */
    public ClusterPlan with(Path settings) {
        return new ClusterPlan(size, ports, service, Optional.of(settings.toAbsolutePath()));
    }

    /**
     * The same with a Prometheus that watches it.
     *
     * @param port 0 for any
     * @throws UserError if the port is taken
     */
    public ClusterPlan withPrometheus(int port) {
        return new ClusterPlan(size, ports.withPrometheus(port), service, flinkSettings);
    }

    /** Task slots of all TaskManagers. */
    public int slots() {
        return size.taskManagers() * size.slots();
    }

    /** Where a process listens, for people; empty if that is nobody's business. */
    public String address(String name) {
        if (name.equals(KAFKA)) {
            return bootstrapServers();
        }
        if (name.equals(JOB_MANAGER)) {
            return webAddress();
        }
        if (name.equals(PROMETHEUS)) {
            return prometheusAddress().orElse("");
        }
        return name.startsWith(TASK_MANAGER) ? "" : "grpc://" + Ports.HOST + ":" + ports.grpc(name);
    }

    /** Names of the processes in the order in which they start. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(KAFKA));
        names.addAll(flink());
        names.addAll(instances());
        if (ports.prometheus().isPresent()) {
            names.add(PROMETHEUS);
        }
        return names;
    }

    /** Names of the processes of Flink. */
    List<String> flink() {
        List<String> names = new ArrayList<>(List.of(JOB_MANAGER));
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

    /** Where Flink's web UI and REST API are. */
    public String webAddress() {
        return "http://" + Ports.HOST + ":" + ports.web();
    }

    /** Where Prometheus is, if there is one. */
    public Optional<String> prometheusAddress() {
        return ports.prometheus().stream()
                .mapToObj(port -> "http://" + Ports.HOST + ":" + port)
                .findFirst();
    }

    void write(ClusterFolder folder) {
        TreeMap<String, String> lines = new TreeMap<>(ports.toMap());
        lines.put("taskmanagers", String.valueOf(size.taskManagers()));
        lines.put("slots", String.valueOf(size.slots()));
        lines.put("instances", String.valueOf(size.instances()));
        lines.put("partitions", String.valueOf(size.partitions()));
        lines.put("service", service.toString());
        lines.put("flink-settings", flinkSettings.map(Path::toString).orElse(""));
        ClusterFolder.write(
                folder.plan(),
                lines.entrySet().stream()
                        .map(line -> line.getKey() + "=" + line.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    /** The plan of the cluster of a folder; empty if none is up there. */
    static Optional<ClusterPlan> read(ClusterFolder folder) {
        if (!Files.exists(folder.plan())) {
            return Optional.empty();
        }
        Properties lines = new Properties();
        try (var in = Files.newBufferedReader(folder.plan())) {
            lines.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Size size = new Size(
                number(lines, "taskmanagers"),
                number(lines, "slots"),
                number(lines, "instances"),
                number(lines, "partitions"));
        return Optional.of(new ClusterPlan(
                size,
                Ports.of(lines),
                Path.of(lines.getProperty("service")),
                Optional.of(lines.getProperty("flink-settings"))
                        .filter(file -> !file.isEmpty())
                        .map(Path::of)));
    }

    private static int number(Properties lines, String key) {
        return Integer.parseInt(lines.getProperty(key));
    }
}
