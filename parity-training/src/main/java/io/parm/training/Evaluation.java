package io.parm.training;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a service is worth on the test images, which nothing was trained or chosen on.
 *
 * @param accuracyDeployed share of the deployed model's outputs that name the true label (the paper's A_a), 0 … 1
 * @param accuracyReconstructed the same of reconstructions, every output of every full group missing once (A_d), 0 … 1
 * @param agreement share of those reconstructions that name what the deployed model names, 0 … 1
 * @param scenarios reconstructions measured in full groups
 * @param accuracyPartial A_d of incomplete groups by number of members; empty if parity models were not trained for them
 * @param parameters trainable floats of the deployed model
 * @param parityParameters trainable floats of one parity model
 * @param seconds that training took
 */
public record Evaluation(
        double accuracyDeployed,
        double accuracyReconstructed,
        double agreement,
        int scenarios,
        Map<Integer, Double> accuracyPartial,
        long parameters,
        long parityParameters,
        double seconds) {

    private static final double PERCENT_DIGITS = 1e4;

    /** The figures for a manifest: shares in percent with two decimals. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("accuracy-deployed", percent(accuracyDeployed));
        figures.put("accuracy-reconstructed", percent(accuracyReconstructed));
        figures.put("agreement", percent(agreement));
        figures.put("reconstructions", scenarios);
        accuracyPartial.forEach((members, accuracy) ->
                figures.put("accuracy-reconstructed-" + members + "-of-group", percent(accuracy)));
        return figures;
    }

    private static double percent(double share) {
        return Math.round(share * PERCENT_DIGITS) / (PERCENT_DIGITS / 100);
    }
}
