package io.parm.job.metrics;

import io.parm.inference.InferenceResult.Kind;
import io.parm.inference.InstanceCounters;
import io.parm.inference.InstancePool;
import io.parm.inference.PoolListener;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** One pool and its instances. Thread-safe, given that a pool tells of one thing at a time. */
public final class PoolMetrics implements PoolListener {

    private final MetricGroup operator;
    private final String model;
    private final Timing queueWait;
    private final Timing inference;

    /** @param model such as {@code parity-0} */
    public PoolMetrics(MetricGroup operator, String model) {
        this.operator = operator;
        this.model = model;
        this.queueWait = new Timing(JobMetrics.QUEUE_WAIT, operator, model);
        this.inference = new Timing(JobMetrics.INFERENCE, operator, model);
    }

    /** Registers what the pool is asked for, rather than tells. */
    public void watch(InstancePool pool) {
        gauge(JobMetrics.QUEUED, pool::queued);
        gauge(JobMetrics.IN_FLIGHT, pool::inFlight);
        gauge(JobMetrics.BUSY, pool::busy);
        gauge(JobMetrics.EJECTED, pool::ejected);
        gauge(JobMetrics.EJECTIONS, pool::ejections);
        for (Kind result : List.of(Kind.OUTPUT, Kind.REJECTED, Kind.FAILED, Kind.EXPIRED)) {
            gauge(JobMetrics.INFERENCES, () -> pool.counters().of(result), result.name());
        }
    }

    private void gauge(Metric metric, LongSupplier value, String... labelsAfterModel) {
        String[] labels = new String[labelsAfterModel.length + 1];
        labels[0] = model;
        System.arraycopy(labelsAfterModel, 0, labels, 1, labelsAfterModel.length);
        metric.in(operator, labels).gauge(metric.name(), (Gauge<Long>) value::getAsLong);
    }

    @Override
    public void joined(String instance, InstanceCounters counters) {
        gauge(JobMetrics.INSTANCE_IN_FLIGHT, counters::held, instance);
        for (Kind result : List.of(Kind.OUTPUT, Kind.FAILED)) {
            gauge(JobMetrics.INSTANCE_INFERENCES, () -> counters.of(result), instance, result.name());
        }
    }

    @Override
    public void waited(long queueMs) {
        queueWait.update(queueMs);
    }

    @Override
    public void inferred(long inferenceMs) {
        inference.update(inferenceMs);
    }
}
