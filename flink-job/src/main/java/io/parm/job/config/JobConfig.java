package io.parm.job.config;

import io.parm.inference.PoolSettings;
import io.parm.model.UserError;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The job's configuration, read and checked.
 *
 * @param service folder of the service
 * @param parallelism subtasks of every operator but infer
 * @param maxQueryBytes largest query value that is admitted
 * @param groupMaxWait when an incomplete group closes, from its first query
 * @param parityDelay how long a parity query is held to see whether it is needed
 * @param checkpointDirectory a URI, or empty for the cluster's own
 */
public record JobConfig(
        Path service,
        Strategy strategy,
        int parallelism,
        Kafka kafka,
        int maxQueryBytes,
        Duration groupMaxWait,
        ParityDelay parityDelay,
        Times times,
        Pool deployed,
        Pool parity,
        Duration checkpointInterval,
        String checkpointDirectory)
        implements Serializable {

    /** How late answers are made up for; each is a code and parity models of one mechanism. */
    public enum Strategy {
        /** Not at all. */
        NONE(false, ParityDelay.NONE),
        /** Every query goes to a second instance of the deployed model, and the first output answers. */
        REPLICATE(true, ParityDelay.NONE),
        /** The same for queries that are slower than most. */
        HEDGE(true, new ParityDelay.Quantile(95)),
        /** Every query goes to a cheap model too, which answers for it when it is late. */
        BACKUP(false, ParityDelay.NONE),
        /** Every k queries become r parity queries. */
        PARITY(false, ParityDelay.NONE);

        private final boolean exact;
        private final ParityDelay delay;

        /**
         * @param exact whether what is reconstructed is the deployed model's own output, so that nobody needs to wait for the original
         * @param delay of its parity queries, unless another is set
         */
        Strategy(boolean exact, ParityDelay delay) {
            this.exact = exact;
            this.delay = delay;
        }
    }

    /** When a reconstruction may answer. */
    public enum Emit {
        /** As it suits the strategy. */
        AUTO,
        DEADLINE,
        EAGER
    }

    /** What the sinks promise. */
    public enum Delivery {
        AT_LEAST_ONCE,
        EXACTLY_ONCE
    }

    /** How values are encoded. */
    public enum Format {
        AVRO_SINGLE_OBJECT,
        CONFLUENT
    }

    /** When the brokers are asked whether they are ready for the job. */
    public enum Check {
        AT_START,
        NEVER
    }

    /** Where a query's time starts. */
    public enum Clock {
        ARRIVAL,
        RECORD_TIMESTAMP
    }

    /**
     * @param registry of the schemas, if the format needs one
     * @param correctionsTopic empty for none
     * @param properties for the Kafka clients, as they are; may hold secrets
     */
    public record Kafka(
            String bootstrapServers,
            Check check,
            String groupId,
            Delivery delivery,
            Format format,
            Registry registry,
            int maxMessageBytes,
            List<String> queryTopics,
            String predictionsTopic,
            String correctionsTopic,
            String deadLettersTopic,
            Properties properties)
            implements Serializable {

        /** Without what the properties say: it may be logged. */
        @Override
        public String toString() {
            return "Kafka[" + bootstrapServers + ", " + groupId + ", " + delivery + ", " + queryTopics + ", properties "
                    + new TreeSet<>(properties.stringPropertyNames()) + "]";
        }
    }

    /**
     * @param deadline 0 when a reconstruction may answer at once
     * @param giveUp not before the deadline
     * @param retention after give-up
     */
    public record Times(Duration deadline, Duration giveUp, Duration retention, Clock clock) implements Serializable {}

    /** Where inference runs, seen from the rest of the job. */
    public enum Slots {
        /** Shared where nothing is lost by it. */
        AUTO,
        /** In the same task slots, and threads. */
        SHARED,
        /** In task slots of its own. */
        OWN
    }

    /**
     * @param parallelism subtasks
     * @param ownSlots whether they have task slots of their own, or are chained to what feeds them
     * @param instances per model and subtask, if they are in this process
     * @param device where those run
     * @param remote the model servers that are used instead, if any are named
     */
    public record Pool(
            int parallelism, boolean ownSlots, int instances, String device, Remote remote, PoolSettings settings)
            implements Serializable {

        private int slots() {
            return ownSlots ? parallelism : 0;
        }

        /** How many inputs its instances may hold at once. */
        public int held() {
            int calls = remote.isUsed() ? remote.maxEndpoints() : instances;
            return calls * settings.outstanding() * settings.limits().batchMaxSize();
        }
    }

    /**
     * Model servers.
     *
     * @param endpoints where they are, or the one file that names them; none for instances in this process
     * @param model its name on the servers; {@code {j}} stands for a parity model's index
     * @param tokenFile whose content is the bearer token; empty for none
     * @param caFile PEM certificates of the servers' authorities; empty for those of the platform
     */
    public record Remote(
            List<String> endpoints,
            String model,
            String tokenFile,
            String caFile,
            Map<String, String> headers,
            Duration connectTimeout,
            int maxMessageBytes)
            implements Serializable {

        /** As many as a file may come to name. */
        private static final int MAX_ENDPOINTS = 256;

        public boolean isUsed() {
            return !endpoints.isEmpty();
        }

        int maxEndpoints() {
            return Math.max(MAX_ENDPOINTS, endpoints.size());
        }

        /** Without what the headers say: it may be logged. */
        @Override
        public String toString() {
            return "Remote[" + endpoints + ", " + model + ", headers " + headers.keySet() + "]";
        }
    }

    /**
     * Checks and reads settings.
     *
     * @param values settings by key, as {@link SettingsFile} reads them
     * @throws UserError for the first that is unknown, missing or out of bounds: key, bound and value
     */
    public static JobConfig of(Map<String, String> values) {
        refuseUnknown(values);
        return new JobConfig(
                Path.of(JobSettings.SERVICE.read(values)),
                JobSettings.STRATEGY.read(values),
                JobSettings.PARALLELISM.read(values),
                kafka(values),
                JobSettings.MAX_QUERY_BYTES.read(values),
                JobSettings.GROUP_MAX_WAIT.read(values),
                parityDelay(values),
                times(values),
                InstanceSettings.DEPLOYED.read(values),
                InstanceSettings.PARITY.read(values),
                JobSettings.CHECKPOINT_INTERVAL.read(values),
                JobSettings.CHECKPOINT_DIRECTORY.read(values));
    }

    /** The task slots that the job takes. */
    public int slots() {
        return parallelism + deployed.slots() + parity.slots();
    }

    private static Kafka kafka(Map<String, String> values) {
        Properties properties = new Properties();
        values.forEach((key, value) -> {
            if (key.startsWith(JobSettings.KAFKA_PROPERTY_PREFIX)) {
                properties.setProperty(key.substring(JobSettings.KAFKA_PROPERTY_PREFIX.length()), value);
            }
        });
        Format format = JobSettings.FORMAT.read(values);
        return new Kafka(
                JobSettings.BOOTSTRAP_SERVERS.read(values),
                JobSettings.CHECK.read(values),
                JobSettings.GROUP_ID.read(values),
                JobSettings.DELIVERY.read(values),
                format,
                RegistrySettings.read(format, values),
                JobSettings.MAX_MESSAGE_BYTES_SETTING.read(values),
                JobSettings.QUERY_TOPICS.read(values),
                JobSettings.PREDICTIONS_TOPIC.read(values),
                JobSettings.CORRECTIONS_TOPIC.read(values),
                JobSettings.DEAD_LETTERS_TOPIC.read(values),
                properties);
    }

    private static Times times(Map<String, String> values) {
        Duration deadline = isEager(values) ? Duration.ZERO : JobSettings.DEADLINE.read(values);
        Duration giveUp = JobSettings.GIVE_UP.read(values);
        if (giveUp.compareTo(deadline) < 0) {
            throw new UserError(JobSettings.GIVE_UP.key() + " must be at least " + JobSettings.DEADLINE.key() + ", "
                    + DurationText.of(deadline) + ", but was " + DurationText.of(giveUp));
        }
        return new Times(deadline, giveUp, JobSettings.RETENTION.read(values), JobSettings.CLOCK.read(values));
    }

    private static ParityDelay parityDelay(Map<String, String> values) {
        ParityDelay delay = JobSettings.PARITY_DELAY.read(values).orElse(JobSettings.STRATEGY.read(values).delay);
        long giveUpMs = JobSettings.GIVE_UP.read(values).toMillis();
        if (delay instanceof ParityDelay.Fixed held && held.delayMs() >= giveUpMs) {
            throw new UserError(JobSettings.PARITY_DELAY.key() + " must be below " + JobSettings.GIVE_UP.key() + ", "
                    + giveUpMs + " ms, but was " + held.delayMs() + " ms");
        }
        return delay;
    }

    private static boolean isEager(Map<String, String> values) {
        return switch (JobSettings.EMIT.read(values)) {
            case AUTO -> JobSettings.STRATEGY.read(values).exact;
            case DEADLINE -> false;
            case EAGER -> true;
        };
    }

    private static void refuseUnknown(Map<String, String> values) {
        TreeSet<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeIf(key -> key.startsWith(JobSettings.KAFKA_PROPERTY_PREFIX));
        unknown.removeAll(JobSettings.ALL.stream().map(Setting::key).collect(Collectors.toSet()));
        if (!unknown.isEmpty()) {
            String key = unknown.first();
            String last = key.substring(key.lastIndexOf('.') + 1);
            String similar = JobSettings.ALL.stream()
                    .map(Setting::key)
                    .filter(known -> known.endsWith(last) || known.startsWith(key.split("\\.")[0] + "."))
                    .collect(Collectors.joining(", "));
            throw new UserError("unknown setting " + key + (similar.isEmpty() ? "" : "; there are " + similar));
        }
    }
}
