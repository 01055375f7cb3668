package io.parm.job.metrics;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What became of parity queries that were held. Written by one thread, read by any. */
public final class ParityHoldMetrics {

    private final Counter sent;
    private final Counter notNeeded;
    private volatile long delayMs;

    public ParityHoldMetrics(MetricGroup operator) {
        sent = JobMetrics.HELD_PARITY_QUERIES.in(operator, "true").counter(JobMetrics.HELD_PARITY_QUERIES.name());
        notNeeded = JobMetrics.HELD_PARITY_QUERIES.in(operator, "false").counter(JobMetrics.HELD_PARITY_QUERIES.name());
        operator.gauge(JobMetrics.PARITY_DELAY.name(), (Gauge<Long>) () -> delayMs);
    }

    public void held(long forMs) {
        delayMs = forMs;
    }

    public void countSent() {
        sent.inc();
    }

    public void countNotNeeded() {
        notNeeded.inc();
    }
}
