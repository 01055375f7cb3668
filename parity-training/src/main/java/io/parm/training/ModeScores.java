package io.parm.training;

import java.util.List;

/**
 * A mean score in either mode of serving, 0 … 1; not a number where it is not known.
 *
 * @param deployed of the deployed model's own outputs (the paper's A_a)
 * @param degraded of reconstructions (A_d)
 */
public record ModeScores(double deployed, double degraded) {

    /** How many of the answers may be reconstructions, to tell of: a tenth of a per cent is a tail, one is an outage. */
    public static final List<Double> RECONSTRUCTED_SHARES = List.of(0.001, 0.01, 0.05, 0.1, 1.0);

    static final ModeScores UNKNOWN = new ModeScores(Double.NaN, Double.NaN);

    /**
     * The score of all answers together (the paper's A_o, §4.1).
     *
     * @param share of the answers that are reconstructions, 0 … 1
     */
    public double overall(double share) {
        return (1 - share) * deployed + share * degraded;
    }
}
