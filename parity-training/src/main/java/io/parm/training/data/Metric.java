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

    /** What is true of a sample that is seen in a certain way, given what is true of it as it is; shared if it is the same. */
    default float[] truthSeen(float[] truth, View view) {
        return truth;
    }

    /** An output taken for the truth: what another output is compared with to see whether the two agree. */
    float[] asTruth(float[] output);
}
