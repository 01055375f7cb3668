package io.parm.lab.simulation;

import io.parm.lab.emulation.InferenceTimes;
import io.parm.lab.emulation.ServiceLaw;
import java.util.SplittableRandom;

/**
 * Exponential inference times, for which queueing theory has formulas.
 *
 * @param meanMs above 0
 */
public record ExponentialLaw(double meanMs) implements ServiceLaw {

    private static final double NANOS_PER_MS = 1e6;

    public ExponentialLaw {
        if (!(meanMs > 0)) {
            throw new IllegalArgumentException("meanMs must be above 0 but was " + meanMs);
        }
    }

    @Override
    public InferenceTimes open(int instances, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return (instance, nowNanos, scale) ->
                Math.max(1, Math.round(-scale * meanMs * NANOS_PER_MS * Math.log1p(-random.nextDouble())));
    }

    @Override
    public double meanMs(int instances) {
        return meanMs;
    }
}
