package io.parm.lab.simulation;

import io.parm.coding.ParityOutput;

/**
 * What is done against slow instances: the job's strategies, which differ in these numbers only.
 *
 * @param parityScale an inference of the parity model, in times of one of the deployed model, above 0
 */
public record Policy(Code code, Timing timing, double parityScale) {

    /** Groups of so many fit the simulator's bits. */
    private static final int MOST = 16;

    private static final double HOUR_MS = 3_600_000;

    /**
     * What a group is made of. Partial groups are protected where the parity output is per slot, as the job does.
     *
     * @param k queries of a group, 1 … 16
     * @param r parity queries of a group, each on a model of its own, 0 … 16
     */
    public record Code(int k, int r, ParityOutput.Kind output) {

        public Code {
            if (k < 1 || k > MOST || r < 0 || r > MOST) {
                throw new IllegalArgumentException(
                        "k must be 1..%d and r 0..%d but were %d and %d".formatted(MOST, MOST, k, r));
            }
        }

        boolean perSlot() {
            return output == ParityOutput.Kind.PER_SLOT;
        }
    }

    /**
     * When things happen, all in milliseconds.
     *
     * @param deadlineMs from which a reconstruction may answer, since arrival; 0 is eager
     * @param giveUpMs at which the default answers, since arrival
     * @param maxWaitMs after which a group closes though it is not full, since its first query; 0 is never
     * @param parityDelayMs for which a parity query is held, since its group closed
     */
    public record Timing(double deadlineMs, double giveUpMs, double maxWaitMs, double parityDelayMs) {

        /** Eager; groups wait until they are full, queries for an hour. */
        public static final Timing EAGER = new Timing(0, HOUR_MS, 0, 0);

        public Timing {
            if (!(deadlineMs >= 0 && giveUpMs > 0 && giveUpMs >= deadlineMs)) {
                throw new IllegalArgumentException(
                        "deadlineMs must be at least 0, and giveUpMs above 0 and not less, but were " + deadlineMs
                                + " and " + giveUpMs);
            }
            if (!(maxWaitMs >= 0 && parityDelayMs >= 0)) {
                throw new IllegalArgumentException("maxWaitMs and parityDelayMs must be at least 0 but were "
                        + maxWaitMs + " and " + parityDelayMs);
            }
        }

        public Timing withMaxWaitMs(double newMaxWaitMs) {
            return new Timing(deadlineMs, giveUpMs, newMaxWaitMs, parityDelayMs);
        }

        public Timing withParityDelayMs(double newParityDelayMs) {
            return new Timing(deadlineMs, giveUpMs, maxWaitMs, newParityDelayMs);
        }
    }

    public Policy {
        if (!(parityScale > 0)) {
            throw new IllegalArgumentException("parityScale must be above 0 but was " + parityScale);
        }
    }

    /** Every query once. */
    public static Policy none() {
        return new Policy(new Code(1, 0, ParityOutput.Kind.SUM), Timing.EAGER, 1);
    }

    /** Every query twice, at once. */
    public static Policy replicate() {
        return backup(1);
    }

    /** A query again if it takes longer than the delay. */
    public static Policy hedge(double delayMs) {
        return replicate().with(Timing.EAGER.withParityDelayMs(delayMs));
    }

    /** Every query on a cheap model too. */
    public static Policy backup(double scale) {
        return new Policy(new Code(1, 1, ParityOutput.Kind.PER_SLOT), Timing.EAGER, scale);
    }

    /** One parity query for k queries. */
    public static Policy parity(int k, ParityOutput.Kind output) {
        return new Policy(new Code(k, 1, output), Timing.EAGER, 1);
    }

    public Policy with(Timing newTiming) {
        return new Policy(code, newTiming, parityScale);
    }
}
