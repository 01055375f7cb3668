package io.parm.training;

import java.io.IOException;

/**
 * What one parity inference costs, as a multiple of a deployed one; at most 1.15 is promised.
 *
 * <p>Processor time alone does not keep the promise: beside other work on both processors a network that takes 1.28 times another's
 * time came out at 1.12. So a measurement may not talk the multiplications down, which are the same everywhere; and where those are not
 * known it gets on top what it may be short of.
 */
final class ParityCost {

    /** What a chosen network may cost; below the promise, for no two measurements are the same. */
    static final double MAX = 1.1;

    /** By how much a measurement was too low in the worst case that was seen. */
    private static final double SHORTFALL = 1.15;

    private ParityCost() {}

    /** The processor time of a parity inference as a multiple of a deployed one's. */
    @FunctionalInterface
    interface Measurement {
        double ratio() throws IOException;
    }

    /**
     * Beside a deployed model whose layers are known.
     *
     * @param multiplications of a parity inference, as a multiple of a deployed one's
     * @param measurement not taken if the multiplications alone are too many
     */
    static double of(double multiplications, Measurement measurement) throws IOException {
        return multiplications > MAX ? multiplications : Math.max(multiplications, measurement.ratio());
    }

    /** Beside a deployed model from a file, which does not tell its multiplications. */
    static double measuredOnly(Measurement measurement) throws IOException {
        return SHORTFALL * measurement.ratio();
    }
}
