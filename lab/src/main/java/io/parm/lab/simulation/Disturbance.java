package io.parm.lab.simulation;

/**
 * What goes wrong.
 *
 * @param slowdown of many instances at once
 * @param deadDeployed instances of the deployed model that keep what they get for ever, 0 or more
 * @param deadParity instances of each parity model that do, 0 or more
 */
public record Disturbance(Slowdown slowdown, int deadDeployed, int deadParity) {

    /** Nothing goes wrong. */
    public static final Disturbance NONE = new Disturbance(Slowdown.NONE, 0, 0);

    /**
     * A share of all instances is slow at the same time, now and then.
     *
     * @param share of the cluster's instances, 0 … 1; others each time
     * @param factor by which an inference that begins meanwhile takes longer, 1 or more
     * @param onMs mean time that they are slow, exponential, above 0
     * @param offMs mean time between, exponential, above 0
     */
    public record Slowdown(double share, double factor, double onMs, double offMs) {

        /** No instance is ever slow. */
        public static final Slowdown NONE = new Slowdown(0, 1, 1, 1);

        public Slowdown {
            if (!(share >= 0 && share <= 1 && factor >= 1)) {
                throw new IllegalArgumentException(
                        "share must be 0..1 and factor at least 1 but were " + share + " and " + factor);
            }
            if (!(onMs > 0 && offMs > 0)) {
                throw new IllegalArgumentException("onMs and offMs must be above 0 but were " + onMs + " and " + offMs);
            }
        }

        /** What it multiplies the mean time of an inference by. */
        public double meanFactor() {
            return 1 + share * (factor - 1) * onMs / (onMs + offMs);
        }
    }

    public Disturbance {
        if (deadDeployed < 0 || deadParity < 0) {
            throw new IllegalArgumentException(
                    "dead instances must be at least 0 but were " + deadDeployed + " and " + deadParity);
        }
    }
}
