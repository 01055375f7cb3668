package io.parm.job.metrics;

import java.util.List;

/** Every metric of the job; the table in {@code docs/metrics.md} is tested against {@link #ALL}. */
public final class JobMetrics {

    public static final Metric DEAD_LETTERS =
            Metric.counter("deadLetters", "records", "records that are no good query, by what is wrong", "refusal");

    public static final Metric GROUPS =
            Metric.counter("groups", "groups", "coding groups closed, full or when `group.max-wait` was over", "full");
    public static final Metric GROUP_FILL =
            Metric.histogram("groupFillMs", "ms", "from a group's first query to its close: how long coding waits");
    public static final Metric ENCODE =
            Metric.histogram("encodeMicros", "µs", "making one parity query of a group's queries");

    public static final Metric HELD_PARITY_QUERIES = Metric.counter(
            "heldParityQueries",
            "parity queries",
            "held for `parity.delay`, and then sent or not needed, since every original came first",
            "sent");
    public static final Metric PARITY_DELAY =
            Metric.gauge("parityDelayMs", "ms", "how long the last parity query was to be held");

    public static final Metric ANSWERS =
            Metric.counter("answers", "queries", "answered, by where the answer came from", "source");
    public static final Metric LATENCY = Metric.histogram(
            "answerLatencyMs", "ms", "from `answer.from` to the answer leaving the operator", "source");
    public static final Metric PARITY_WAIT = Metric.histogram(
            "parityWaitMs", "ms", "from a query's deadline to its reconstruction: how long what it needs was awaited");
    public static final Metric DECODE = Metric.histogram(
            "decodeMicros", "µs", "from the event that makes a reconstruction possible to its output: mostly decoding");
    public static final Metric LATE_ORIGINALS =
            Metric.counter("lateOriginals", "queries", "originals that came after their query was answered otherwise");
    public static final Metric RECONSTRUCTION_CHECKS = Metric.counter(
            "reconstructionChecks",
            "slots",
            "reconstructions whose top class was compared with the original's, of a classifier: `by` LATE_ORIGINAL,"
                    + " which came after its reconstruction had answered, or SHADOW, a slot of one in "
                    + ReconstructionChecks.SHADOW_EVERY + " groups that is decoded although nothing was late",
            "by",
            "agrees");

    public static final Metric QUEUED = Metric.gauge("queued", "requests", "wait in the pool's queue", "model");
    public static final Metric IN_FLIGHT =
            Metric.gauge("inFlight", "requests", "wait or are held by an instance", "model");
    public static final Metric BUSY = Metric.gauge("busyInstances", "instances", "hold a batch", "model");
    public static final Metric EJECTED = Metric.gauge(
            "ejectedInstances", "instances", "are left out at the moment, because they failed or were slow", "model");
    public static final Metric EJECTIONS =
            Metric.counter("ejections", "ejections", "how often an instance was left out", "model");
    public static final Metric INFERENCES = Metric.counter(
            "inferences",
            "requests",
            "ended: with an OUTPUT, REJECTED by a full queue, FAILED, or EXPIRED",
            "model",
            "result");
    public static final Metric QUEUE_WAIT =
            Metric.histogram("queueWaitMs", "ms", "of a request in the queue, until an instance took it", "model");
    public static final Metric INFERENCE =
            Metric.histogram("inferenceMs", "ms", "of a batch on its instance; failed ones left out", "model");
    public static final Metric INSTANCE_IN_FLIGHT =
            Metric.gauge("instanceInFlight", "requests", "held by one instance", "model", "instance_name");
    public static final Metric INSTANCE_INFERENCES = Metric.counter(
            "instanceInferences",
            "requests",
            "ended by one instance, with an OUTPUT or FAILED",
            "model",
            "instance_name",
            "result");

    /** In the order of the documentation. */
    public static final List<Metric> ALL = List.of(
            DEAD_LETTERS,
            GROUPS,
            GROUP_FILL,
            GROUP_FILL.buckets(),
            ENCODE,
            HELD_PARITY_QUERIES,
            PARITY_DELAY,
            ANSWERS,
            LATENCY,
            LATENCY.buckets(),
            PARITY_WAIT,
            PARITY_WAIT.buckets(),
            DECODE,
            LATE_ORIGINALS,
            RECONSTRUCTION_CHECKS,
            QUEUED,
            IN_FLIGHT,
            BUSY,
            EJECTED,
            EJECTIONS,
            INFERENCES,
            QUEUE_WAIT,
            QUEUE_WAIT.buckets(),
            INFERENCE,
            INFERENCE.buckets(),
            INSTANCE_IN_FLIGHT,
            INSTANCE_INFERENCES);

    private JobMetrics() {}
}
