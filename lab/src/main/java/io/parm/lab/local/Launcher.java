package io.parm.lab.local;

import io.parm.lab.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts a cluster's processes, each a JVM with a bounded heap that goes on when this process ends. Immutable. */
final class Launcher {

    private static final String SESSION = "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String APPLICATION =
            "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint";
    private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final String CLIENT = "org.apache.flink.client.cli.CliFrontend";

    /** A session of their own, so that neither Ctrl-C nor a closed terminal ends them. */
    private static final String SETSID = "/usr/bin/setsid";

    private final ClusterFolder folder;
    private final ClusterPlan plan;
    private final Class<?> main;

    /** @param main the program's class, which knows {@code cluster broker} and {@code instance} */
    Launcher(ClusterFolder folder, ClusterPlan plan, Class<?> main) {
        this.folder = folder;
        this.plan = plan;
        this.main = main;
    }

    /** Starts the process of a name; returns before it is ready. */
    LocalProcess start(String name) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of(SETSID))) {
            command.add(SETSID);
        }
        command.addAll(command(name));
        Path said = folder.logs().resolve(name + ".out");
        try {
            Process process = program(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
                    .start();
            ClusterFolder.write(folder.pids().resolve(name + ".pid"), process.pid() + "\n");
            return new LocalProcess(name, process.pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Flink's own client, as {@code bin/flink} starts it, not started yet. */
    ProcessBuilder client(List<String> arguments) {
        List<String> command = java("client", "256m", FlinkLib.classPath(Home.directory()));
        command.add(CLIENT);
        command.addAll(arguments);
        return program(command);
    }

    private ProcessBuilder program(List<String> command) {
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().put("FLINK_CONF_DIR", folder.conf().toString());
        return program;
    }

    private List<String> command(String name) {
        if (name.equals(ClusterPlan.KAFKA)) {
            return parm(
                    name,
                    "512m",
                    List.of(
                            "cluster",
                            "broker",
                            "--data=" + folder.kafka(),
                            "--port=" + plan.ports().kafka(),
                            "--partitions=" + plan.size().partitions()));
        }
        if (name.equals(ClusterPlan.PROMETHEUS)) {
            return Prometheus.command(folder, plan);
        }
        if (name.equals(ClusterPlan.ZOOKEEPER)) {
            List<String> command = java(name, "64m", FlinkLib.classPath(Home.directory()));
            command.add(ZooKeeper.MAIN);
            command.addAll(ZooKeeper.arguments(folder));
            return command;
        }
        if (plan.jobManagers().contains(name)) {
            return jobManager(name);
        }
        if (name.startsWith(ClusterPlan.TASK_MANAGER)) {
            // Known by its name: when it comes back, what was left of its predecessor is forgotten at once.
            return flink(name, TASK_MANAGER, List.of("-D", "taskmanager.resource-id=" + name));
        }
        String model = name.startsWith(ClusterPlan.DEPLOYED) ? "deployed" : "parity-0";
        return parm(
                name,
                "256m",
                List.of(
                        "instance",
                        "--service=" + plan.service(),
                        "--model=" + model,
                        "--grpc-port=" + plan.ports().grpc(name),
                        "--http-port=" + plan.ports().http(name)));
    }

    private List<String> jobManager(String name) {
        List<String> command = flink(
                name,
                plan.application().isPresent() ? APPLICATION : SESSION,
                List.of("-D", "rest.port=" + plan.webPort(name)));
        plan.application().ifPresent(job -> {
            // Not last: it takes whatever follows that is no option for a jar.
            command.addAll(List.of("--jars", "local://" + FlinkLib.jobJar(Home.directory())));
            job.savepoint().ifPresent(savepoint -> command.addAll(List.of("--fromSavepoint", savepoint)));
            command.addAll(List.of("--job-classname", "io.parm.job.ParmJob"));
            command.add(folder.jobSettings().toString());
        });
        return command;
    }

    private List<String> flink(String name, String entry, List<String> arguments) {
        List<String> command = java(name, "384m", FlinkLib.classPath(Home.directory()));
        command.addAll(List.of(entry, "--configDir", folder.conf().toString()));
        command.addAll(FlinkConf.reporter(plan.ports().metrics(name)));
        command.addAll(arguments);
        return command;
    }

    private List<String> parm(String name, String heap, List<String> arguments) {
        List<String> command =
                java(name, heap, System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    /** A JVM with this one's access rights and offline switches. */
    private List<String> java(String name, String heap, String classPath) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                LocalProcess.mark(folder, name),
                "-Xmx" + heap,
                // Ten of these share two cores with what is measured: the quick compiler alone, and no threads of a
                // collector.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dparm.program=" + name,
                "-Dlog4j2.configurationFile=" + folder.conf().resolve(FlinkConf.LOG_FILE)));
        arguments().filter(Launcher::isInherited).forEach(command::add);
        command.addAll(List.of("-cp", classPath));
        return command;
    }

    private static boolean isInherited(String argument) {
        return Stream.of("--add-opens", "-Dai.djl", "-Djava.awt", "-Dparm.home", "-Dparm.data")
                .anyMatch(argument::startsWith);
    }

    private static Stream<String> arguments() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream();
    }
}
