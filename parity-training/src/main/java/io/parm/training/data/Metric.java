package io.parm.training.data;

/** What an output is worth, 0 … 1. Stateless, thread-safe. */
public interface Metric {

    /** The name in figures and reports: {@code accuracy}, {@code iou}, … */
    String name();

    /**
     * The worth of one output.
     *
     * @param output of a model, {@code [c]}
     * @param truth of its sample, not empty
     */
    double score(float[] output, float[] truth);

    /** An output taken for the truth: what another output is compared with to see whether the two agree. */
    float[] asTruth(float[] output);
}
