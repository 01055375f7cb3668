package io.parm.job.metrics;

import io.parm.job.stream.DeadLetter;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What was refused. Not thread-safe. */
public final class DeadLetterMetrics {

    private final Map<DeadLetter.Refusal, Counter> counters = new EnumMap<>(DeadLetter.Refusal.class);

    public DeadLetterMetrics(MetricGroup operator) {
        for (DeadLetter.Refusal refusal : DeadLetter.Refusal.values()) {
            MetricGroup group = JobMetrics.DEAD_LETTERS.in(operator, refusal.name());
            counters.put(refusal, group.counter(JobMetrics.DEAD_LETTERS.name()));
        }
    }

    public void count(DeadLetter.Refusal refusal) {
        counters.get(refusal).inc();
    }
}
