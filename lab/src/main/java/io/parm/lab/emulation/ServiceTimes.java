package io.parm.lab.emulation;

import java.util.SplittableRandom;

/**
 * The inference times of one cluster by a {@link ServiceModel}: random, and the same for the same seed and the same calls.
 *
 * <p>The transfers are a timeline of their own, the same whatever is inferred. Thread-safe; hot: O(1) a call, and O(log transfers) for
 * each transfer that has ended since the last call.
 */
public final class ServiceTimes implements InferenceTimes {

    private static final double NANOS_PER_MS = 1e6;

    private final ServiceModel model;
    private final Transfers transfers;
    private final SplittableRandom random;

    /**
     * @param instances of the cluster, 1 or more; 2 or more if there are transfers
     * @param seed of the transfers and of the times
     */
    public ServiceTimes(ServiceModel model, int instances, long seed) {
        this.model = model;
        this.random = new SplittableRandom(seed);
        this.transfers = new Transfers(instances, model.transfers(), model.transferMs(), random.split());
    }

    @Override
    public synchronized long nextNanos(int instance, long nowNanos, double scale) {
        transfers.advance(nowNanos);
        double ms = scale * model.baseMs() * Math.exp(model.jitterSigma() * random.nextGaussian());
        for (int transfer = transfers.at(instance); transfer > 0; transfer--) {
            if (random.nextDouble() < model.transferShare()) {
                ms -= model.transferDelayMs() * Math.log1p(-random.nextDouble());
            }
        }
        return Math.max(1, Math.round(ms * NANOS_PER_MS));
    }
}
