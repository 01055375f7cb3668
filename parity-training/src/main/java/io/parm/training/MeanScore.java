package io.parm.training;

import io.parm.training.data.Metric;

/** The mean of a metric over samples, those aside of which nothing is known. Mutable, one thread. */
final class MeanScore {

    private final Metric metric;
    private double sum;
    private int count;

    MeanScore(Metric metric) {
        this.metric = metric;
    }

    /** @param truth empty if nothing is known of the sample: then its output does not count */
    void add(float[] output, float[] truth) {
        if (truth.length > 0) {
            sum += metric.score(output, truth);
            count++;
        }
    }

    /** 0 … 1; not a number if nothing counted. */
    double value() {
        return count == 0 ? Double.NaN : sum / count;
    }
}
