package io.parm.job;

import io.parm.inference.InstanceFactory;
import io.parm.inference.LocalInstances;
import io.parm.inference.remote.EndpointSource;
import io.parm.job.config.JobConfig;
import io.parm.job.config.JobSettings;
import io.parm.job.config.SettingsFile;
import io.parm.job.kafka.BrokerCheck;
import io.parm.job.kafka.KafkaEnds;
import io.parm.model.ModelFile;
import io.parm.model.Service;
import io.parm.model.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job's main: {@code flink run flink-job.jar job.yaml [key=value …]}, or embedded through {@link #define}.
 *
 * <p>Everything that can be wrong with settings and model files is checked before anything is submitted: one line on stderr and exit
 * code 1.
 */
public final class ParmJob {

    /** The job's name in Flink. */
    public static final String NAME = "parm";

    private ParmJob() {}

    /** @param args a settings file, then {@code key=value} settings that override it */
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env;
        try {
            JobConfig config = JobConfig.of(settings(args));
            env = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
            define(env, config, new LocalInstances());
            checkBrokers(config.kafka())
                    .ifPresent(reason -> System.err.println("parm: Kafka could not be checked: " + reason));
        } catch (UserError e) {
            System.err.println("parm: " + e.getMessage());
            System.exit(1);
            return;
        }
        env.execute(NAME);
    }

    /**
     * Checks the service, sets the environment up and adds the dataflow.
     *
     * @throws UserError if a model file is missing or does not fit
     */
    public static void define(StreamExecutionEnvironment env, JobConfig config, InstanceFactory instances) {
        Service service = check(config, instances);
        configure(env, config);
        Topology.build(
                env, KafkaEnds.of(config.kafka(), service.manifest().name()), new Plan(config, service, instances));
    }

    /**
     * Reads the service, tries each model once that its strategy uses in Flink's processes, and reads the endpoints of those that are
     * elsewhere.
     *
     * @param instances what would open the models
     * @throws UserError if a file is missing or does not fit, or the strategy needs another service
     */
    public static Service check(JobConfig config, InstanceFactory instances) {
        Service service = Service.read(config.service());
        check(config.deployed(), List.of(service.deployedModel()), instances);
        check(config.parity(), Redundancy.of(config, service).parityModels(), instances);
        return service;
    }

    /**
     * Asks the brokers whether the topics are there and the job may do what it does, unless it is not to.
     *
     * @return why they could not be asked, for people; empty if they were
     * @throws UserError if anything is missing or not allowed
     */
    public static Optional<String> checkBrokers(JobConfig.Kafka kafka) {
        return switch (kafka.check()) {
            case AT_START -> BrokerCheck.run(kafka);
            case NEVER -> Optional.empty();
        };
    }

    private static void check(JobConfig.Pool pool, List<ModelFile> models, InstanceFactory instances) {
        if (pool.remote().isUsed()) {
            EndpointSource.of(pool.remote().endpoints()).changed();
        } else {
            models.forEach(instances::probe);
        }
    }

    /**
     * What the dataflow needs of Flink, whatever its ends: a buffer timeout of 0, because the default of 100 ms is a median of 70 ms;
     * object reuse, because stream types are immutable and copying them costs; no Kryo, no generated operator ids and a fixed
     * maximum of subtasks, so that state outlives a new version and another parallelism.
     */
    public static void configure(StreamExecutionEnvironment env, JobConfig config) {
        Configuration flink = new Configuration();
        flink.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ZERO);
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        flink.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpointInterval());
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        if (!config.checkpointDirectory().isEmpty()) {
            flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, config.checkpointDirectory());
        }
        env.configure(flink);
        env.setParallelism(config.parallelism());
        env.setMaxParallelism(JobSettings.MAX_PARALLELISM);
    }

    private static Map<String, String> settings(String[] args) {
        if (args.length == 0) {
            throw new UserError("a settings file is required: flink run flink-job.jar job.yaml [key=value …]");
        }
        Map<String, String> settings = SettingsFile.read(Path.of(args[0]));
        for (int i = 1; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            if (equals < 1) {
                throw new UserError("expected key=value but found " + args[i]);
            }
            settings.put(args[i].substring(0, equals), args[i].substring(equals + 1));
        }
        return settings;
    }
}
