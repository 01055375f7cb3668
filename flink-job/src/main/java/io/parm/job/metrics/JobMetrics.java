package io.parm.job.metrics;

import io.parm.coding.GroupState;
import io.parm.inference.InferenceResult;
import io.parm.inference.InstancePool;
import io.parm.job.stream.DeadLetter;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What the job counts. Labels are set with {@code addGroup(key, value)}, so that reporters make labels of them. */
public final class JobMetrics {

    /** Records refused, by {@code refusal}; a count. */
    public static final String DEAD_LETTERS = "deadLetters";

    /** Queries answered, by {@code source}; a count. */
    public static final String ANSWERS = "answers";

    /** Originals that came after their query's answer; a count. */
    public static final String LATE_ORIGINALS = "lateOriginals";

    /** Coding groups closed, by {@code full} true or false; a count. */
    public static final String GROUPS = "groups";

    /** Parity queries that were held, by {@code sent} true, or false when every original came first; a count. */
    public static final String HELD_PARITY_QUERIES = "heldParityQueries";

    /** How long the last parity query was to be held, milliseconds; a gauge. */
    public static final String PARITY_DELAY_MS = "parityDelayMs";

    /** Requests that wait in a pool's queue, by {@code model}; a gauge. */
    public static final String QUEUED = "queued";

    /** Instances of a pool that hold a batch, by {@code model}; a gauge. */
    public static final String BUSY = "busyInstances";

    /** Instances of a pool that are left out because they failed or were slow, by {@code model}; a gauge. */
    public static final String EJECTED = "ejectedInstances";

    /** How often an instance of a pool was left out, by {@code model}; a gauge that only grows. */
    public static final String EJECTIONS = "ejections";

    /** Requests of a pool that ended, by {@code model} and {@code result}; a gauge that only grows. */
    public static final String INFERENCES = "inferences";

    private JobMetrics() {}

    /** {@link #DEAD_LETTERS}. */
    public static final class DeadLetters {
        private final Map<DeadLetter.Refusal, Counter> counters = new EnumMap<>(DeadLetter.Refusal.class);

        public DeadLetters(MetricGroup group) {
            for (DeadLetter.Refusal refusal : DeadLetter.Refusal.values()) {
                counters.put(refusal, group.addGroup("refusal", refusal.name()).counter(DEAD_LETTERS));
            }
        }

        public void count(DeadLetter.Refusal refusal) {
            counters.get(refusal).inc();
        }
    }

    /** {@link #ANSWERS}. */
    public static final class Answers {
        private final Map<GroupState.Status, Counter> counters = new EnumMap<>(GroupState.Status.class);

        public Answers(MetricGroup group) {
            for (GroupState.Status source : GroupState.Status.values()) {
                if (source.answered()) {
                    counters.put(source, group.addGroup("source", source.name()).counter(ANSWERS));
                }
            }
        }

        public void count(GroupState.Status source) {
            counters.get(source).inc();
        }
    }

    /** {@link #GROUPS}. */
    public static final class Groups {
        private final Counter full;
        private final Counter partial;

        public Groups(MetricGroup group) {
            full = group.addGroup("full", "true").counter(GROUPS);
            partial = group.addGroup("full", "false").counter(GROUPS);
        }

        public void count(boolean isFull) {
            (isFull ? full : partial).inc();
        }
    }

    /** {@link #HELD_PARITY_QUERIES}. */
    public static final class HeldParityQueries {
        private final Counter sent;
        private final Counter notNeeded;

        public HeldParityQueries(MetricGroup group) {
            sent = group.addGroup("sent", "true").counter(HELD_PARITY_QUERIES);
            notNeeded = group.addGroup("sent", "false").counter(HELD_PARITY_QUERIES);
        }

        public void countSent() {
            sent.inc();
        }

        public void countNotNeeded() {
            notNeeded.inc();
        }
    }

    /** {@link #QUEUED}, {@link #BUSY}, {@link #EJECTED}, {@link #EJECTIONS} and {@link #INFERENCES} of one pool. */
    public static void register(MetricGroup group, String model, InstancePool pool) {
        MetricGroup labelled = group.addGroup("model", model);
        labelled.gauge(QUEUED, (Gauge<Integer>) pool::queued);
        labelled.gauge(BUSY, (Gauge<Integer>) pool::busy);
        labelled.gauge(EJECTED, (Gauge<Integer>) pool::ejected);
        labelled.gauge(EJECTIONS, (Gauge<Long>) pool::ejections);
        for (InferenceResult.Kind result : InferenceResult.Kind.values()) {
            labelled.addGroup("result", result.name())
                    .gauge(INFERENCES, (Gauge<Long>) () -> pool.counters().of(result));
        }
    }
}
