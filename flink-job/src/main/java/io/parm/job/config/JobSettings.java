package io.parm.job.config;

import io.parm.schemas.Contract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every setting of the job; the table in {@code docs/settings.md} is tested against {@link #ALL}. */
public final class JobSettings {

    /**
     * Into how many key groups keyed state is divided, and so the most subtasks: fixed, because a savepoint goes on only with the number
     * that it was taken with. 360 divides evenly among most small numbers of subtasks.
     */
    public static final int MAX_PARALLELISM = 360;

    private static final Duration ZERO = Duration.ZERO;
    private static final Duration ONE_MS = Duration.ofMillis(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final int MAX_MESSAGE_BYTES = 1 << 29;

    static final Setting<String> SERVICE =
            Setting.text("service", null, "folder of the service: service.yaml and its model files");
    static final Setting<JobConfig.Strategy> STRATEGY = Setting.choice(
            "strategy",
            JobConfig.Strategy.PARITY,
            "parity: the service's code; replicate: each query twice; hedge: the slow ones twice; backup: each query to the service's cheap model too;"
                    + " none: no parity queries");
    static final Setting<Integer> PARALLELISM =
            Setting.integer("parallelism", 1, 1, MAX_PARALLELISM, "subtasks of every operator but infer");

    static final Setting<String> BOOTSTRAP_SERVERS =
            Setting.text("kafka.bootstrap-servers", null, "brokers, host:port, comma-separated");
    static final Setting<JobConfig.Check> CHECK = Setting.choice(
            "kafka.check",
            JobConfig.Check.AT_START,
            "at-start: a topic that is missing, or that the job may not read or write, is refused before the job starts");
    static final Setting<String> GROUP_ID =
            Setting.text("kafka.group-id", "parm", "consumer group whose committed offsets a first start goes on from");
    static final Setting<JobConfig.Delivery> DELIVERY = Setting.choice(
            "kafka.delivery",
            JobConfig.Delivery.AT_LEAST_ONCE,
            "exactly-once writes in transactions: predictions become visible only at the next checkpoint");
    static final Setting<JobConfig.Format> FORMAT = Setting.choice(
            "kafka.format",
            JobConfig.Format.AVRO_SINGLE_OBJECT,
            "how values are encoded; confluent: Avro with a schema id of a registry, and single-object queries are read too");
    static final Setting<Integer> MAX_MESSAGE_BYTES_SETTING = Setting.integer(
            "kafka.max-message-bytes",
            128 << 20,
            1 << 10,
            MAX_MESSAGE_BYTES,
            "largest record the job writes; a dead letter that would be larger comes without its value");

    static final Setting<List<String>> QUERY_TOPICS =
            Setting.texts("topics.queries", Contract.QUERIES_TOPIC, "topics that queries are read from");
    static final Setting<String> PREDICTIONS_TOPIC =
            Setting.text("topics.predictions", Contract.PREDICTIONS_TOPIC, "topic of predictions, one per query");
    static final Setting<String> CORRECTIONS_TOPIC = Setting.text(
            "topics.corrections", Contract.CORRECTIONS_TOPIC, "topic of originals that came late; empty for none");
    static final Setting<String> DEAD_LETTERS_TOPIC = Setting.text(
            "topics.dead-letters", Contract.DEAD_LETTERS_TOPIC, "topic of records that could not be admitted");

    static final Setting<Integer> MAX_QUERY_BYTES = Setting.integer(
            "admit.max-bytes", 16 << 20, 1, MAX_MESSAGE_BYTES, "largest query; a larger one is a dead letter");

    static final Setting<Duration> GROUP_MAX_WAIT = Setting.duration(
            "group.max-wait",
            "20 ms",
            ONE_MS,
            TEN_MINUTES,
            "a coding group that is not full closes this long after its first query");

    static final Setting<JobConfig.Emit> EMIT = Setting.choice(
            "answer.emit",
            JobConfig.Emit.AUTO,
            "deadline: the original until the deadline; eager: the first of original and reconstruction; auto: eager with replicate"
                    + " and hedge, otherwise deadline");
    static final Setting<Duration> DEADLINE = Setting.duration(
            "answer.deadline",
            "60 ms",
            ZERO,
            TEN_MINUTES,
            "after this a reconstruction may answer; a query's header overrides it");
    static final Setting<Duration> GIVE_UP = Setting.duration(
            "answer.give-up",
            "2 s",
            ONE_MS,
            TEN_MINUTES,
            "after this the service's default output answers; not before the deadline");
    static final Setting<Duration> RETENTION = Setting.duration(
            "answer.retention",
            "2 s",
            ZERO,
            TEN_MINUTES,
            "how long after give-up a late original is still taken as a correction");
    static final Setting<JobConfig.Clock> CLOCK = Setting.choice(
            "answer.from",
            JobConfig.Clock.ARRIVAL,
            "deadlines and latency count from arrival at the job or from the record's timestamp");

    private static final String AUTO = "auto";

    static final Setting<Optional<ParityDelay>> PARITY_DELAY = Setting.parsed(
            "parity.delay",
            AUTO,
            AUTO + " or " + ParityDelay.FORMS,
            "how long a parity query is held; it is not sent if all originals of its group come first. p95: as long as 95 % of late"
                    + " needed for that; auto: p95 with hedge, otherwise 0 ms",
            text -> text.equals(AUTO) ? Optional.empty() : Optional.of(ParityDelay.parse(text)));

    static final Setting<Duration> CHECKPOINT_INTERVAL = Setting.duration(
            "checkpoint.interval",
            "5 s",
            Duration.ofMillis(10),
            Duration.ofHours(1),
            "how often the job's state is saved");
    static final Setting<String> CHECKPOINT_DIRECTORY = Setting.text(
            "checkpoint.directory", "", "where checkpoints go, a URI; empty leaves it to the cluster's configuration");

    /** In the order of the documentation. */
    public static final List<Setting<?>> ALL = Stream.of(
                    Stream.of(
                            SERVICE,
                            STRATEGY,
                            PARALLELISM,
                            BOOTSTRAP_SERVERS,
                            CHECK,
                            GROUP_ID,
                            DELIVERY,
                            FORMAT,
                            MAX_MESSAGE_BYTES_SETTING),
                    RegistrySettings.ALL.stream(),
                    Stream.of(
                            QUERY_TOPICS,
                            PREDICTIONS_TOPIC,
                            CORRECTIONS_TOPIC,
                            DEAD_LETTERS_TOPIC,
                            MAX_QUERY_BYTES,
                            GROUP_MAX_WAIT,
                            EMIT,
                            DEADLINE,
                            GIVE_UP,
                            RETENTION,
                            CLOCK),
                    InstanceSettings.DEPLOYED.all(),
                    Stream.of(PARITY_DELAY),
                    InstanceSettings.PARITY.all(),
                    EjectionSettings.ALL.stream(),
                    RemoteSettings.ALL.stream(),
                    Stream.of(CHECKPOINT_INTERVAL, CHECKPOINT_DIRECTORY))
            .<Setting<?>>flatMap(settings -> settings)
            .toList();

    /** Keys that start so go to the Kafka clients as they are, without the prefix. */
    public static final String KAFKA_PROPERTY_PREFIX = "kafka.properties.";

    private JobSettings() {}
}
