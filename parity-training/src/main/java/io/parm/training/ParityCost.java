package io.parm.training;

import java.io.IOException;

/**
 * What one parity inference costs, as a multiple of a deployed one; at most 1.15 is promised.
 *
 * <p>Where the deployed model's layers are known the multiplications count beside the measured processor time: they are the same on every
 * machine, so no measurement may talk them down.
 */
final class ParityCost {

    /** What a chosen network may cost; below the promise, for measurements of one pair of networks were up to 7 % apart. */
    static final double MAX = 1.1;

    private ParityCost() {}

    /** The processor time of a parity inference as a multiple of a deployed one's. */
    @FunctionalInterface
    interface Measurement {
        double ratio() throws IOException;
    }

    /**
     * The larger of the two.
     *
     * @param multiplications of a parity inference, as a multiple of a deployed one's; 0 if they are not known
     * @param measurement not taken if the multiplications alone are too many
     */
    static double of(double multiplications, Measurement measurement) throws IOException {
        return multiplications > MAX ? multiplications : Math.max(multiplications, measurement.ratio());
    }
}
