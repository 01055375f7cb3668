package io.parm.job.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.OperatorMetricGroup;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.testutils.InMemoryReporter;

/** What was registered, to be read by our metrics and the values of their labels. */
public final class RecordedMetrics {

    private final List<Registered> registered = new CopyOnWriteArrayList<>();

    private record Registered(String name, MetricGroup group, org.apache.flink.metrics.Metric metric) {}

    /** Of a job that ran, as far as the reporter kept them. */
    public static RecordedMetrics of(InMemoryReporter reporter) {
        RecordedMetrics recorded = new RecordedMetrics();
        reporter.getMetricsByGroup()
                .forEach((group, metrics) -> metrics.forEach(
                        (name, metric) -> recorded.registered.add(new Registered(name, group, metric))));
        return recorded;
    }

    /** A metric group for an operator, whose metrics are recorded here. */
    public OperatorMetricGroup operator() {
        return task().getOrAddOperator("operator");
    }

    /** A metric group for a task, whose operators' metrics are recorded here. */
    public TaskMetricGroup task() {
        TestingMetricRegistry registry = TestingMetricRegistry.builder()
                .setRegisterConsumer((metric, name, group) -> registered.add(new Registered(name, group, metric)))
                .build();
        return TaskManagerMetricGroup.createTaskManagerMetricGroup(registry, "localhost", ResourceID.generate())
                .addJob(new JobID(), "job")
                .addTask(ExecutionAttemptID.randomId(), "task");
    }

    /**
     * A counter's or gauge's value, a histogram's count; summed over subtasks.
     *
     * @param labels values of the metric's first labels
     */
    public long of(Metric metric, String... labels) {
        return find(metric, labels).mapToLong(RecordedMetrics::value).sum();
    }

    /** Whether there is such a metric. */
    public boolean has(Metric metric, String... labels) {
        return find(metric, labels).findAny().isPresent();
    }

    private Stream<org.apache.flink.metrics.Metric> find(Metric metric, String... labels) {
        return registered.stream()
                .filter(one -> one.name().equals(metric.name()) && matches(one.group(), metric, labels))
                .map(Registered::metric);
    }

    private static boolean matches(MetricGroup group, Metric metric, String... labels) {
        Map<String, String> variables = group.getAllVariables();
        for (int i = 0; i < labels.length; i++) {
            if (!labels[i].equals(variables.get("<" + metric.labels().get(i) + ">"))) {
                return false;
            }
        }
        return true;
    }

    private static long value(org.apache.flink.metrics.Metric metric) {
        if (metric instanceof Counter counter) {
            return counter.getCount();
        }
        return metric instanceof Histogram histogram
                ? histogram.getCount()
                : ((Number) ((Gauge<?>) metric).getValue()).longValue();
    }
}
