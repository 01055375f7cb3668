package io.parm.lab.emulation;

/**
 * Inference times in a cluster where other work moves data between instances: the paper's background load (§5.1).
 *
 * <p>An inference computes for a lognormal time; each transfer that its instance takes part in delays it further with some probability, by an
 * exponential time.
 *
 * @param baseMs median time of the computation, above 0
 * @param jitterSigma standard deviation of the computation's logarithm, 0 or more
 * @param transferShare probability that one transfer delays an inference, 0 … 1
 * @param transferDelayMs mean of such a delay, 0 or more
 * @param transfers that run at any time, each between two instances, 0 or more
 * @param transferMs mean length of a transfer, above 0; each is uniform in ⅔ … 4/3 of it, as 128 … 256 MB are of 192
 */
public record ServiceModel(
        double baseMs,
        double jitterSigma,
        double transferShare,
        double transferDelayMs,
        int transfers,
        double transferMs)
        implements ServiceLaw {

    private static final int ENDS = 2;

    public ServiceModel {
        check("baseMs", baseMs, baseMs > 0);
        check("jitterSigma", jitterSigma, jitterSigma >= 0);
        check("transferShare", transferShare, transferShare >= 0 && transferShare <= 1);
        check("transferDelayMs", transferDelayMs, transferDelayMs >= 0);
        check("transfers", transfers, transfers >= 0);
        check("transferMs", transferMs, transferMs > 0);
    }

    /** A model that computes {@code factor} times as long; what the network adds stays. */
    public ServiceModel scaled(double factor) {
        return new ServiceModel(factor * baseMs, jitterSigma, transferShare, transferDelayMs, transfers, transferMs);
    }

    /** The same inferences beside another number of transfers. */
    public ServiceModel withTransfers(int newTransfers) {
        return new ServiceModel(baseMs, jitterSigma, transferShare, transferDelayMs, newTransfers, transferMs);
    }

    /** The same inferences beside transfers of another mean length. */
    public ServiceModel withTransferMs(double newTransferMs) {
        return new ServiceModel(baseMs, jitterSigma, transferShare, transferDelayMs, transfers, newTransferMs);
    }

    /** Of an instance chosen at random. */
    @Override
    public double meanMs(int instances) {
        double perInstance = (double) ENDS * transfers / instances;
        return baseMs * Math.exp(jitterSigma * jitterSigma / 2) + perInstance * transferShare * transferDelayMs;
    }

    @Override
    public ServiceTimes open(int instances, long seed) {
        return new ServiceTimes(this, instances, seed);
    }

    private static void check(String name, double value, boolean within) {
        if (!within || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is out of bounds: " + value);
        }
    }
}
