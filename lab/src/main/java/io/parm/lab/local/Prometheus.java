package io.parm.lab.local;

import io.parm.lab.Home;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Prometheus of this machine, if it has one, watching a cluster's processes by the alert rules of a real one. */
public final class Prometheus {

    private static final String CONFIG = "prometheus.yml";

    /** The program's own arguments are checked by it: what a process is found again by can only stand in front of them. */
    private static final List<String> UNDER_ANOTHER_NAME = List.of("bash", "-c", "exec -a \"$0\" \"$@\"");

    private Prometheus() {}

    /** The command, if it is installed. */
    public static Optional<Path> installed() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static List<String> command(ClusterFolder folder, ClusterPlan plan) {
        List<String> command = new ArrayList<>(UNDER_ANOTHER_NAME);
        command.addAll(List.of(
                LocalProcess.mark(folder, ClusterPlan.PROMETHEUS),
                "prometheus",
                "--config.file=" + folder.conf().resolve(CONFIG),
                "--storage.tsdb.path=" + folder.prometheus(),
                "--web.listen-address=" + Ports.HOST + ":"
                        + plan.ports().prometheus().orElseThrow()));
        return command;
    }

    /** What it scrapes; of use to any other Prometheus on this machine too. */
    static void write(ClusterFolder folder, ClusterPlan plan) {
        ClusterFolder.write(
                folder.conf().resolve(CONFIG),
                """
                global:
                  scrape_interval: 5s
                  evaluation_interval: 5s
                rule_files:
                  - %s
                scrape_configs:
                """.formatted(Home.directory().resolve("docker/prometheus/alerts.yml")) + scrapes(plan));
    }

    private static String scrapes(ClusterPlan plan) {
        Stream<String> taskManagers = plan.flink().stream().filter(name -> name.startsWith(ClusterPlan.TASK_MANAGER));
        return scrape("flink-jobmanager", plan.jobManagers().stream().map(name -> flink(plan, name)))
                + scrape("flink-taskmanager", taskManagers.map(name -> flink(plan, name)))
                + scrape(
                        "parm-instance",
                        plan.instances().stream()
                                .map(name -> target(name, plan.ports().http(name))));
    }

    private static String scrape(String job, Stream<String> targets) {
        String all = targets.collect(Collectors.joining());
        return all.isEmpty() ? "" : "  - job_name: " + job + "\n    static_configs:\n" + all;
    }

    private static String flink(ClusterPlan plan, String name) {
        return target(name, plan.ports().metrics(name));
    }

    private static String target(String name, int port) {
        return """
                      - targets: ['%s:%d']
                        labels: {process: %s}
                """.formatted(Ports.HOST, port, name);
    }
}
