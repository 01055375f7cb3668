package io.parm.training.data;

/** Intersection over union of two boxes, each {@code {cx, cy, w, h}} as shares of the image's width and height. */
public record BoxOverlap() implements Metric {

    @Override
    public String name() {
        return "iou";
    }

    /** 0 for boxes that do not touch, and for outputs that are no box: a side that is not above 0, or not a number. */
    @Override
    public double score(float[] output, float[] truth) {
        double intersection = shared(output, truth, 0) * shared(output, truth, 1);
        double union = (double) output[2] * output[3] + (double) truth[2] * truth[3] - intersection;
        return intersection > 0 ? intersection / union : 0;
    }

    /** The length that two boxes share along an axis; 0 if they are apart. */
    private static double shared(float[] a, float[] b, int axis) {
        double from = Math.max(a[axis] - a[axis + 2] / 2.0, b[axis] - b[axis + 2] / 2.0);
        double to = Math.min(a[axis] + a[axis + 2] / 2.0, b[axis] + b[axis + 2] / 2.0);
        return Math.max(0, to - from);
    }

    /** The box on the mirrored image. Images with boxes are not moved in training. */
    @Override
    public float[] truthSeen(float[] truth, View view) {
        return view.mirrored() && truth.length > 0 ? new float[] {1 - truth[0], truth[1], truth[2], truth[3]} : truth;
    }

    @Override
    public float[] asTruth(float[] output) {
        return output;
    }
}
