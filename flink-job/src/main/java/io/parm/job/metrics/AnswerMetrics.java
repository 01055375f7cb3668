package io.parm.job.metrics;

import io.parm.coding.GroupState.Status;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/** Where answers came from, and when. Not thread-safe; hot. */
public final class AnswerMetrics {

    private final Map<Status, Counter> answers = new EnumMap<>(Status.class);
    private final Map<Status, Timing> latencies = new EnumMap<>(Status.class);
    private final Timing parityWait;
    private final Histogram decode;
    private final Counter lateOriginals;

    public AnswerMetrics(MetricGroup operator) {
        for (Status source : Status.values()) {
            if (source.answered()) {
                MetricGroup group = JobMetrics.ANSWERS.in(operator, source.name());
                answers.put(source, group.counter(JobMetrics.ANSWERS.name()));
                latencies.put(source, new Timing(JobMetrics.LATENCY, operator, source.name()));
            }
        }
        parityWait = new Timing(JobMetrics.PARITY_WAIT, operator);
        decode = Timing.histogram(JobMetrics.DECODE, operator);
        lateOriginals = operator.counter(JobMetrics.LATE_ORIGINALS.name());
    }

    /** A query was answered. */
    public void answered(Status source, long latencyMs) {
        answers.get(source).inc();
        latencies.get(source).update(latencyMs);
    }

    /**
     * The answer was a reconstruction.
     *
     * @param afterDeadlineMs 0 if it was made before, because the original had failed
     * @param nanos making it
     */
    public void reconstructed(long afterDeadlineMs, long nanos) {
        parityWait.update(afterDeadlineMs);
        decode.update(TimeUnit.NANOSECONDS.toMicros(nanos));
    }

    /** An original came after its query was answered. */
    public void lateOriginal() {
        lateOriginals.inc();
    }
}
