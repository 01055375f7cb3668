package io.parm.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Confusion matrices, read class by class. */
final class ClassRows {

    private ClassRows() {}

    /**
     * A row per class.
     *
     * @param labels may be empty: then a class is called by its number
     * @param deployed samples by true class and by the class that the deployed model names
     * @param degraded reconstructions, likewise
     * @return empty if there is no sample
     */
    static List<Evaluation.ClassScores> of(List<String> labels, int[][] deployed, int[][] degraded) {
        List<Evaluation.ClassScores> rows = new ArrayList<>();
        int all = 0;
        for (int label = 0; label < deployed.length; label++) {
            int samples = Arrays.stream(deployed[label]).sum();
            all += samples;
            rows.add(new Evaluation.ClassScores(
                    labels.isEmpty() ? String.valueOf(label) : labels.get(label),
                    samples,
                    new ModeScores(recognised(deployed[label], label), recognised(degraded[label], label)),
                    Arrays.stream(degraded[label]).boxed().toList()));
        }
        return all == 0 ? List.of() : rows;
    }

    private static double recognised(int[] named, int label) {
        int count = Arrays.stream(named).sum();
        return count == 0 ? Double.NaN : (double) named[label] / count;
    }
}
