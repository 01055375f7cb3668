package io.parm.lab.command;

import io.parm.inference.LocalInstances;
import io.parm.job.ParmJob;
import io.parm.job.config.JobConfig;
import io.parm.job.config.SettingsFile;
import io.parm.lab.Home;
import io.parm.lab.cluster.Checkpoints;
import io.parm.lab.cluster.EmbeddedFlink;
import io.parm.lab.cluster.EmbeddedKafka;
import io.parm.lab.cluster.RunningJob;
import io.parm.lab.demo.AnswerCounts;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.load.KafkaAccess;
import io.parm.lab.straggler.PlanStart;
import io.parm.lab.straggler.StragglerFactory;
import io.parm.lab.straggler.StragglerPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code parm run}: the job on an embedded cluster, with an embedded broker unless another is named.
 *
 * <p>The broker's log and the job's checkpoints stay in the data folder; the next start goes on from the newest checkpoint, whatever
 * ended the last one.
 */
@Command(
        name = "run",
        description = "Run the job until Ctrl-C, with Kafka and Flink in this process.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class RunCommand implements Callable<Integer> {

    private static final Duration BETWEEN_UPDATES = Duration.ofMillis(500);

    @Option(names = "--service", paramLabel = "DIR", description = "The service's folder (default: the demo's).")
    private Path service;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings of the job, YAML.")
    private Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the job; wins over the file.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--data", paramLabel = "DIR", description = "Broker log and checkpoints (default: parm-data/run).")
    private Path data;

    @Option(names = "--kafka-port", description = "Port of the embedded broker.", defaultValue = "9092")
    private int kafkaPort;

    @Option(names = "--web-port", description = "Port of Flink's web UI, 0 for a free one.", defaultValue = "8081")
    private int webPort;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Use this broker, whose topics exist, instead of an embedded one.")
    private String bootstrapServers;

    @Option(names = "--stragglers", paramLabel = "PLAN", description = "Faults to inject, such as hang:parity-*.")
    private String stragglers;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ProgressLine progress = new ProgressLine(spec.commandLine().getOut());
        Path folder = (data != null ? data : Home.data().resolve("run")).toAbsolutePath();
        StragglerPlan plan = stragglers == null ? StragglerPlan.none() : StragglerPlan.parse(stragglers);
        // Settings and model files are checked before anything is started.
        JobConfig checked =
                JobConfig.of(settings(folder, bootstrapServers != null ? bootstrapServers : "127.0.0.1:" + kafkaPort));
        ParmJob.check(checked, new LocalInstances());
        requireDevice(checked.deployed());
        requireDevice(checked.parity());
        if (bootstrapServers != null) {
            JobConfig job = JobConfig.of(settings(folder, bootstrapServers));
            ParmJob.checkBrokers(job.kafka())
                    .ifPresent(reason -> progress.say("Kafka could not be checked: " + reason));
            return run(job, folder, plan, progress);
        }
        progress.say("Starting Kafka …");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), kafkaPort)) {
            JobConfig job = JobConfig.of(settings(folder, kafka.bootstrapServers()));
            kafka.createTopics(job.kafka().queryTopics().toArray(String[]::new));
            kafka.createTopics(job.kafka().predictionsTopic(), job.kafka().deadLettersTopic());
            if (!job.kafka().correctionsTopic().isEmpty()) {
                kafka.createTopics(job.kafka().correctionsTopic());
            }
            return run(job, folder, plan, progress);
        }
    }

    private int run(JobConfig job, Path folder, StragglerPlan plan, ProgressLine progress) throws Exception {
        Optional<Path> checkpoint = Checkpoints.newest(folder.resolve("checkpoints"));
        progress.say(
                checkpoint.map(path -> "Going on from checkpoint " + path).orElse("Starting without a checkpoint"));
        PlanStart start = PlanStart.at(System.nanoTime());
        try (EmbeddedFlink flink = EmbeddedFlink.start(job.slots(), webPort)) {
            RunningJob running = flink.submit(job, new StragglerFactory(new LocalInstances(), plan, start), checkpoint);
            describe(job, flink, progress);
            try (AnswerCounts counts =
                    new AnswerCounts(access(job.kafka()), job.kafka().predictionsTopic())) {
                while (running.isAlive()) {
                    progress.update("answers: " + counts);
                    LockSupport.parkNanos(BETWEEN_UPDATES.toNanos());
                }
            }
            throw new IllegalStateException("the job ended: " + running.failure());
        }
    }

    /** The job runs in this process, so its devices can be tried before anything is started. */
    private static void requireDevice(JobConfig.Pool pool) {
        if (!pool.remote().isUsed()) {
            LocalInstances.requireDevice(pool.device());
        }
    }

    private static KafkaAccess access(JobConfig.Kafka kafka) {
        Map<String, String> properties = new HashMap<>();
        kafka.properties()
                .stringPropertyNames()
                .forEach(key -> properties.put(key, kafka.properties().getProperty(key)));
        return new KafkaAccess(kafka.bootstrapServers(), properties);
    }

    private static void describe(JobConfig job, EmbeddedFlink flink, ProgressLine progress) {
        progress.say("Kafka:       " + job.kafka().bootstrapServers());
        progress.say("Queries:     " + String.join(", ", job.kafka().queryTopics()));
        progress.say("Predictions: " + job.kafka().predictionsTopic());
        progress.say("Corrections: " + job.kafka().correctionsTopic());
        progress.say("Dead letters: " + job.kafka().deadLettersTopic());
        progress.say("Flink:       " + flink.webAddress());
        progress.say("Running; Ctrl-C stops it.");
    }

    private Map<String, String> settings(Path folder, String servers) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "service",
                Home.directory().resolve("lab/services/fashion-mnist").toString());
        all.put("kafka.bootstrap-servers", servers);
        all.put("checkpoint.directory", folder.resolve("checkpoints").toUri().toString());
        if (config != null) {
            all.putAll(SettingsFile.read(config));
        }
        all.putAll(settings);
        if (service != null) {
            all.put("service", service.toString());
        }
        if (all.getOrDefault("strategy", "parity").equals("parity")) {
            // Here all instances share this machine's processors.
            all.putIfAbsent("parity.delay", "5 ms");
        }
        return all;
    }
}
