package io.parm.job.metrics;

import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/** How coding groups fill and are encoded. Not thread-safe; hot. */
public final class GroupMetrics {

    private final Counter full;
    private final Counter partial;
    private final Timing fill;
    private final Histogram encode;

    public GroupMetrics(MetricGroup operator) {
        full = JobMetrics.GROUPS.in(operator, "true").counter(JobMetrics.GROUPS.name());
        partial = JobMetrics.GROUPS.in(operator, "false").counter(JobMetrics.GROUPS.name());
        fill = new Timing(JobMetrics.GROUP_FILL, operator);
        encode = Timing.histogram(JobMetrics.ENCODE, operator);
    }

    public void closed(boolean isFull, long fillMs) {
        (isFull ? full : partial).inc();
        fill.update(fillMs);
    }

    public void encoded(long nanos) {
        encode.update(TimeUnit.NANOSECONDS.toMicros(nanos));
    }
}
