package io.parm.serving;

import java.util.Locale;

/** A server's metrics in Prometheus' text format, version 0.0.4. */
final class PrometheusText {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String DURATION = "parm_request_duration_seconds";

    private final ServedModels models;
    private final StringBuilder text = new StringBuilder();

    private PrometheusText(ServedModels models) {
        this.models = models;
    }

    static String of(ServedModels models) {
        PrometheusText page = new PrometheusText(models);
        page.requests();
        page.gauge(
                "parm_queue_length",
                "Inputs that wait for an instance.",
                model -> model.pool().queued());
        page.gauge(
                "parm_busy_instances",
                "Instances that hold a batch.",
                model -> model.pool().busy());
        page.gauge("parm_instances", "Instances of the model.", ServedModel::instances);
        page.durations();
        return page.text.toString();
    }

    private interface Reading {
        long of(ServedModel model);
    }

    private void requests() {
        head("parm_requests_total", "Inference requests by protocol and how they ended.", "counter");
        for (ServedModel model : models.all()) {
            for (ModelMetrics.Protocol protocol : ModelMetrics.Protocol.values()) {
                for (ModelMetrics.Ending ending : ModelMetrics.Ending.values()) {
                    sample(
                            "parm_requests_total",
                            label(model) + ",protocol=\"" + lower(protocol) + "\",ending=\"" + lower(ending) + "\"",
                            model.metrics().ended(protocol, ending));
                }
            }
        }
    }

    private void gauge(String name, String help, Reading reading) {
        head(name, help, "gauge");
        models.all().forEach(model -> sample(name, label(model), reading.of(model)));
    }

    private void durations() {
        head(DURATION, "Time from a request's arrival to its end.", "histogram");
        for (ServedModel model : models.all()) {
            long cumulative = 0;
            for (int i = 0; i <= ModelMetrics.BUCKETS_S.length; i++) {
                cumulative += model.metrics().inBucket(i);
                String bound = i < ModelMetrics.BUCKETS_S.length ? Double.toString(ModelMetrics.BUCKETS_S[i]) : "+Inf";
                sample(DURATION + "_bucket", label(model) + ",le=\"" + bound + "\"", cumulative);
            }
            text.append(String.format(
                    Locale.ROOT,
                    "%s_sum{%s} %.6f\n",
                    DURATION,
                    label(model),
                    model.metrics().totalSeconds()));
            sample(DURATION + "_count", label(model), cumulative);
        }
    }

    private void head(String name, String help, String type) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void sample(String name, String labels, long value) {
        text.append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }

    private static String label(ServedModel model) {
        return "model=\"" + model.name() + "\"";
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
