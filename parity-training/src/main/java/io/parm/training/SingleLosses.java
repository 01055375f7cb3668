package io.parm.training;

import io.parm.training.data.Metric;
import io.parm.training.data.Task;
import io.parm.training.data.TopAccuracy;
import java.util.ArrayList;
import java.util.List;

/** Every output of every full group missing once, each decoded once, and what these reconstructions are worth by slot, group and class. */
final class SingleLosses {

    private static final int TOP = 5;

    /** Among ten classes or fewer, five are no feat. */
    private static final int TOP_NEEDS_MORE_CLASSES_THAN = 10;

    private final CodedGroups coded;
    private final Task.Output output;

    /** By group and slot. */
    private final float[][][] reconstructed;

    SingleLosses(CodedGroups coded, Task.Output output) {
        this.coded = coded;
        this.output = output;
        this.reconstructed = new float[coded.groups().length][coded.members()][];
        for (int group = 0; group < reconstructed.length; group++) {
            for (int slot = 0; slot < coded.members(); slot++) {
                reconstructed[group][slot] = coded.reconstructed(group, slot);
            }
        }
    }

    List<Double> bySlot() {
        List<Double> scores = new ArrayList<>();
        for (int slot = 0; slot < coded.members(); slot++) {
            MeanScore score = new MeanScore(coded.deployed().metric());
            for (int group = 0; group < reconstructed.length; group++) {
                score.add(reconstructed[group][slot], coded.truth(group, slot));
            }
            scores.add(score.value());
        }
        return scores;
    }

    Evaluation.Interval interval(long seed) {
        double[] sums = new double[reconstructed.length];
        int[] counts = new int[reconstructed.length];
        for (int group = 0; group < reconstructed.length; group++) {
            for (int slot = 0; slot < coded.members(); slot++) {
                float[] truth = coded.truth(group, slot);
                if (truth.length > 0) {
                    sums[group] += coded.deployed().metric().score(reconstructed[group][slot], truth);
                    counts[group]++;
                }
            }
        }
        return Bootstrap.interval(sums, counts, seed);
    }

    ModeScores topFive() {
        if (output.kind() != Task.Kind.CLASSIFICATION || output.size() <= TOP_NEEDS_MORE_CLASSES_THAN) {
            return ModeScores.UNKNOWN;
        }
        Metric top = new TopAccuracy(TOP);
        MeanScore degraded = new MeanScore(top);
        for (int group = 0; group < reconstructed.length; group++) {
            for (int slot = 0; slot < coded.members(); slot++) {
                degraded.add(reconstructed[group][slot], coded.truth(group, slot));
            }
        }
        MeasuredOutputs deployed = coded.deployed();
        double own = new MeasuredOutputs(deployed.samples(), deployed.outputs(), top).score();
        return new ModeScores(own, degraded.value());
    }

    /** Empty if outputs are no classes, or nothing is known of any sample. */
    List<Evaluation.ClassScores> classes() {
        if (output.kind() != Task.Kind.CLASSIFICATION) {
            return List.of();
        }
        int[][] deployed = new int[output.size()][output.size()];
        for (int sample = 0; sample < coded.deployed().outputs().length; sample++) {
            count(
                    deployed,
                    coded.deployed().samples().truth(sample),
                    coded.deployed().outputs()[sample]);
        }
        int[][] degraded = new int[output.size()][output.size()];
        for (int group = 0; group < reconstructed.length; group++) {
            for (int slot = 0; slot < coded.members(); slot++) {
                count(degraded, coded.truth(group, slot), reconstructed[group][slot]);
            }
        }
        return ClassRows.of(output.labels(), deployed, degraded);
    }

    private static void count(int[][] confusion, float[] truth, float[] output) {
        if (truth.length > 0) {
            confusion[(int) truth[0]][Outputs.largest(output)]++;
        }
    }
}
