package io.parm.lab.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The plan of the cluster that is up, in its folder: lines that a shell can read, too. */
final class PlanFile {

    private static final String SESSION = "session";
    private static final String APPLICATION = "application";

    private PlanFile() {}

    /** @throws io.parm.model.UserError if it cannot be written */
    static void write(ClusterFolder folder, ClusterPlan plan) {
        TreeMap<String, String> lines = new TreeMap<>(plan.ports().toMap());
        lines.put("taskmanagers", String.valueOf(plan.size().taskManagers()));
        lines.put("slots", String.valueOf(plan.size().slots()));
        lines.put("instances", String.valueOf(plan.size().instances()));
        lines.put("partitions", String.valueOf(plan.size().partitions()));
        lines.put("service", plan.service().toString());
        lines.put("flink-settings", plan.flinkSettings().map(Path::toString).orElse(""));
        lines.put("mode", plan.application().isPresent() ? APPLICATION : SESSION);
        lines.put(
                "savepoint",
                plan.application().flatMap(ClusterPlan.Application::savepoint).orElse(""));
        ClusterFolder.write(
                folder.plan(),
                lines.entrySet().stream()
                        .map(line -> line.getKey() + "=" + line.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    /** Empty if no cluster is up there. */
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
        return Optional.of(new ClusterPlan(
                new ClusterPlan.Size(
                        number(lines, "taskmanagers"),
                        number(lines, "slots"),
                        number(lines, "instances"),
                        number(lines, "partitions")),
                Ports.of(lines),
                Path.of(lines.getProperty("service")),
                text(lines, "flink-settings").map(Path::of),
                APPLICATION.equals(lines.getProperty("mode"))
                        ? Optional.of(new ClusterPlan.Application(text(lines, "savepoint")))
                        : Optional.empty()));
    }

    private static Optional<String> text(Properties lines, String key) {
        return Optional.ofNullable(lines.getProperty(key)).filter(value -> !value.isEmpty());
    }

    private static int number(Properties lines, String key) {
        return Integer.parseInt(lines.getProperty(key));
    }
}
