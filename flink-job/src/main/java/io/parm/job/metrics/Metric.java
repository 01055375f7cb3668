package io.parm.job.metrics;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.MetricGroup;

/**
 * One metric of the job: what it is called, what it means, and what it is told apart by. Immutable.
 *
 * @param unit of its value
 * @param labels keys, in the order in which they are added to the operator's metric group
 */
public record Metric(String name, Kind kind, String unit, List<String> labels, String meaning) {

    /** The label of the upper bounds of buckets, as Prometheus knows it. */
    static final String LE = "le";

    /** What the names of all operators' metrics begin with in Prometheus. */
    public static final String PROMETHEUS_PREFIX = "flink_taskmanager_job_task_operator_";

    /** How its value behaves. */
    public enum Kind {
        /** Only grows, from 0 at the start of the task. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** Quantiles of the newest values of one subtask. */
        HISTOGRAM,
        /** One counter per bound, of the values up to it: quantiles over subtasks are taken of their sums. */
        BUCKETS
    }

    public Metric {
        labels = List.copyOf(labels);
    }

    static Metric counter(String name, String unit, String meaning, String... labels) {
        return new Metric(name, Kind.COUNTER, unit, List.of(labels), meaning);
    }

    static Metric gauge(String name, String unit, String meaning, String... labels) {
        return new Metric(name, Kind.GAUGE, unit, List.of(labels), meaning);
    }

    static Metric histogram(String name, String unit, String meaning, String... labels) {
        return new Metric(name, Kind.HISTOGRAM, unit, List.of(labels), meaning);
    }

    /** Of a histogram: the same values as cumulative buckets. */
    public Metric buckets() {
        List<String> andBound = new ArrayList<>(labels);
        andBound.add(LE);
        return new Metric(
                name + "_bucket",
                Kind.BUCKETS,
                "count",
                andBound,
                "how many of `" + name + "` were up to `" + LE + "`");
    }

    /** Its name as Flink's Prometheus reporter makes it: the keys of labels become a part of it. */
    public String prometheusName() {
        List<String> parts = new ArrayList<>(labels);
        parts.add(name);
        return PROMETHEUS_PREFIX + String.join("_", parts);
    }

    /**
     * The group it is registered in.
     *
     * @param operator the operator's own
     * @param values of the labels, in their order
     */
    MetricGroup in(MetricGroup operator, String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(name + " has the labels " + labels + " but got " + values.length);
        }
        MetricGroup group = operator;
        for (int i = 0; i < values.length; i++) {
            group = group.addGroup(labels.get(i), values[i]);
        }
        return group;
    }
}
