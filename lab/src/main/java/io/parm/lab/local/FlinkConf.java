package io.parm.lab.local;

import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the configuration of a cluster's processes: what this machine asks for, and then the operator's settings. */
final class FlinkConf {

    static final String LOG_FILE = "log4j.properties";

    private FlinkConf() {}

    static void write(ClusterFolder folder, ClusterPlan plan) {
        String settings = plan.flinkSettings().map(FlinkConf::read).orElse("");
        String elected = plan.ports().zooKeeper().stream()
                .mapToObj(port -> ZooKeeper.flinkSettings(folder, port))
                .collect(Collectors.joining());
        ClusterFolder.write(folder.conf().resolve("config.yaml"), machine(folder, plan) + elected + settings);
        ClusterFolder.write(folder.conf().resolve(LOG_FILE), logging(folder));
    }

    /**
     * Arguments of a process of Flink that make it show its metrics, each at a port of its own. Bounds of buckets are label values, which the
     * reporter must leave as they are.
     */
    static List<String> reporter(int port) {
        String prefix = "metrics.reporter.prom.";
        return List.of(
                "-D", prefix + "factory.class=org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
                "-D", prefix + "port=" + port,
                "-D", prefix + "filterLabelValueCharacters=false");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UserError("cannot read Flink settings from " + file + ": " + e.getMessage(), e);
        }
    }

    /** Without Flink's shell scripts the memory must be divided by hand. */
    private static String machine(ClusterFolder folder, ClusterPlan plan) {
        return """
                jobmanager.rpc.address: 127.0.0.1
                jobmanager.bind-host: 127.0.0.1
                jobmanager.rpc.port: %d
                rest.address: 127.0.0.1
                rest.bind-address: 127.0.0.1
                rest.port: %d
                web.submit.enable: false
                taskmanager.host: 127.0.0.1
                taskmanager.bind-host: 127.0.0.1
                taskmanager.numberOfTaskSlots: %d
                taskmanager.cpu.cores: 1.0
                taskmanager.memory.framework.heap.size: 128m
                taskmanager.memory.task.heap.size: 256m
                taskmanager.memory.framework.off-heap.size: 64m
                taskmanager.memory.task.off-heap.size: 0m
                taskmanager.memory.managed.size: 8m
                taskmanager.memory.network.min: 64m
                taskmanager.memory.network.max: 64m
                taskmanager.memory.jvm-metaspace.size: 256m
                taskmanager.memory.jvm-overhead.min: 128m
                taskmanager.memory.jvm-overhead.max: 128m
                pekko.startup-timeout: 60 s
                io.tmp.dirs: %s
                process.working-dir: %s
                execution.checkpointing.dir: %s
                execution.checkpointing.savepoint-dir: %s
                metrics.fetcher.update-interval: 1000
                web.refresh-interval: 500 ms
                """.formatted(
                        plan.ports().rpc(),
                        plan.ports().web(),
                        plan.size().slots(),
                        folder.temporary(),
                        folder.temporary(),
                        folder.checkpoints().toUri(),
                        folder.savepoints().toUri());
    }

    private static String logging(ClusterFolder folder) {
        return """
                rootLogger.level = info
                rootLogger.appenderRef.file.ref = file
                appender.file.type = RollingFile
                appender.file.name = file
                appender.file.fileName = %1$s/${sys:parm.program}.log
                appender.file.filePattern = %1$s/${sys:parm.program}.%%i.log
                appender.file.layout.type = PatternLayout
                appender.file.layout.pattern = %%d %%-5p %%c{1} %%notEmpty{[job %%X{flink-job-id}] }%%m%%n%%ex
                appender.file.policies.type = Policies
                appender.file.policies.size.type = SizeBasedTriggeringPolicy
                appender.file.policies.size.size = 20MB
                appender.file.strategy.type = DefaultRolloverStrategy
                appender.file.strategy.max = 3
                logger.kafka.name = kafka
                logger.kafka.level = warn
                logger.clients.name = org.apache.kafka
                logger.clients.level = warn
                logger.metrics.name = org.apache.flink.metrics.MetricGroup
                logger.metrics.level = error
                """.formatted(folder.logs());
    }
}
