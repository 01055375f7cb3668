package io.parm.training.data;

/** The metric that suits an output of which no more is known than a manifest says. */
public final class Metrics {

    private Metrics() {}

    /** Accuracy for classes, IoU for a box, cosine similarity for all other numbers. */
    public static Metric of(Task.Output output) {
        if (output.kind() == Task.Kind.CLASSIFICATION) {
            return TopAccuracy.FIRST;
        }
        return output.equals(Task.Output.BOX) ? new BoxOverlap() : new CosineSimilarity();
    }
}
