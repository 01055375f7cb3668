package io.parm.training;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a service is worth on the test samples, which nothing was trained or chosen on.
 *
 * @param metric name of the task's metric, whose means the accuracies and the agreement are
 * @param accuracyDeployed score of the deployed model's outputs (the paper's A_a), 0 … 1; not a number if nothing is known of the
 *     samples, like the other accuracies
 * @param accuracyReconstructed the same of reconstructions, every output of every full group missing once (A_d), 0 … 1
 * @param agreement score of those reconstructions if what the deployed model puts out were true, 0 … 1
 * @param scenarios reconstructions measured in full groups
 * @param accuracyPartial A_d of incomplete groups by number of members; empty if parity models were not trained for them
 * @param parameters trainable floats of the deployed model
 * @param parityParameters trainable floats of one parity model
 * @param seconds that training took
 */
public record Evaluation(
        String metric,
        double accuracyDeployed,
        double accuracyReconstructed,
        double agreement,
        int scenarios,
        Map<Integer, Double> accuracyPartial,
        long parameters,
        long parityParameters,
        double seconds) {

    private static final double PERCENT_DIGITS = 1e4;

    /** The figures for a manifest that are known: shares in percent with two decimals. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(metric + "-deployed", percent(accuracyDeployed));
        figures.put(metric + "-reconstructed", percent(accuracyReconstructed));
        figures.put("agreement", percent(agreement));
        figures.put("reconstructions", scenarios);
        accuracyPartial.forEach((members, accuracy) ->
                figures.put(metric + "-reconstructed-" + members + "-of-group", percent(accuracy)));
        figures.values().removeIf(figure -> figure instanceof Double share && share.isNaN());
        return figures;
    }

    private static double percent(double share) {
        return Double.isNaN(share) ? share : Math.round(share * PERCENT_DIGITS) / (PERCENT_DIGITS / 100);
    }
}
