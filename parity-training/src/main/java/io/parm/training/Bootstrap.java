package io.parm.training;

import java.util.Arrays;
import java.util.Random;

/** How much a mean might have differed with other groups: groups are drawn again, with replacement (Efron's percentile interval). */
final class Bootstrap {

    private static final int RESAMPLES = 1000;
    private static final int LOW = 25;

    private Bootstrap() {}

    /**
     * The interval that holds 95 % of the resampled means.
     *
     * @param sums of scores by group
     * @param counts of scores by group
     * @return not numbers if nothing was counted
     */
    static Evaluation.Interval interval(double[] sums, int[] counts, long seed) {
        if (Arrays.stream(counts).sum() == 0) {
            return new Evaluation.Interval(Double.NaN, Double.NaN);
        }
        Random random = new Random(seed);
        double[] means = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            means[resample] = resampledMean(sums, counts, random);
        }
        Arrays.sort(means);
        return new Evaluation.Interval(means[LOW - 1], means[RESAMPLES - LOW]);
    }

    private static double resampledMean(double[] sums, int[] counts, Random random) {
        double sum = 0;
        int count = 0;
        for (int draw = 0; draw < sums.length; draw++) {
            int group = random.nextInt(sums.length);
            sum += sums[group];
            count += counts[group];
        }
        return sum / count;
    }
}
