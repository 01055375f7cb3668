package io.parm.training;

import io.parm.training.engine.PairedTimes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a service is worth on the test samples, which nothing was trained or chosen on. Shares are 0 … 1, and not a number where they
 * are not known: of samples without truth, and of losses that the code cannot decode.
 *
 * @param metric name of the task's metric, whose means the scores and the agreement are
 * @param testSamples how many there are; those that fill no whole group are in the deployed model's scores only
 * @param scores of the deployed model's outputs, and of reconstructions: every output of every full group missing once
 * @param agreement score of those reconstructions if what the deployed model puts out were true
 * @param scenarios reconstructions measured in full groups
 * @param interval in which the reconstructions' score lies
 * @param breakdown where the reconstructions are better and worse
 * @param costs of the models
 */
public record Evaluation(
        String metric,
        int testSamples,
        ModeScores scores,
        double agreement,
        int scenarios,
        Interval interval,
        Breakdown breakdown,
        Costs costs) {

    private static final double PERCENT_DIGITS = 1e4;
    private static final double THOUSANDTHS = 1e3;

    /**
     * Bounds that hold 95 % of what resampled groups come to.
     *
     * @param low the 2.5th percentile
     * @param high the 97.5th percentile
     */
    public record Interval(double low, double high) {}

    /**
     * The reconstructions' score by what may matter.
     *
     * @param byMissing by number of missing outputs in a full group, 1 … k
     * @param bySlot by the missing output's slot, one missing
     * @param partial of incomplete groups by number of members, one missing; empty if parity models were not trained for them
     * @param classes one per class, in order; empty if outputs are no classes, or nothing is known of the samples
     * @param topFive shares with the true class among the five largest floats; not numbers unless there are more than ten classes
     */
    public record Breakdown(
            List<Double> byMissing,
            List<Double> bySlot,
            Map<Integer, Double> partial,
            List<ClassScores> classes,
            ModeScores topFive) {}

    /**
     * One class.
     *
     * @param samples test samples of it
     * @param scores share of them that is recognised
     * @param reconstructedAs reconstructions of its samples by the class that they name: a row of the confusion matrix
     */
    public record ClassScores(String label, int samples, ModeScores scores, List<Integer> reconstructedAs) {}

    /**
     * What the models cost.
     *
     * @param parameters trainable floats of the deployed model
     * @param parityParameters trainable floats of one parity model
     * @param inference of one parity query beside one of the deployed model's inputs, processor time on one thread
     */
    public record Costs(long parameters, long parityParameters, PairedTimes inference) {}

    /** The figures for a manifest that are known: shares in percent with two decimals, processor times in milliseconds. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(metric + "-deployed", percent(scores.deployed()));
        figures.put(metric + "-reconstructed", percent(scores.degraded()));
        figures.put("agreement", percent(agreement));
        figures.put("reconstructions", scenarios);
        breakdown
                .partial()
                .forEach((members, score) ->
                        figures.put(metric + "-reconstructed-" + members + "-of-group", percent(score)));
        if (!Double.isNaN(scores.degraded())) {
            figures.put(metric + "-reconstructed-interval", List.of(percent(interval.low()), percent(interval.high())));
            for (int missing = 2; missing <= breakdown.byMissing().size(); missing++) {
                double score = breakdown.byMissing().get(missing - 1);
                figures.put(metric + "-reconstructed-" + missing + "-missing", percent(score));
            }
        }
        figures.put("inference-ms-deployed", thousandths(costs.inference().otherMs()));
        figures.put("inference-ms-parity", thousandths(costs.inference().ms()));
        figures.put("inference-ratio", thousandths(costs.inference().ratio()));
        figures.values().removeIf(figure -> figure instanceof Double number && number.isNaN());
        return figures;
    }

    private static double percent(double share) {
        return Double.isNaN(share) ? share : Math.round(share * PERCENT_DIGITS) / (PERCENT_DIGITS / 100);
    }

    private static double thousandths(double value) {
        return Math.round(value * THOUSANDTHS) / THOUSANDTHS;
    }
}
