package io.parm.lab.simulation;

import io.parm.lab.emulation.InferenceTimes;
import io.parm.lab.emulation.ServiceLaw;

/**
 * Every inference takes the same time.
 *
 * @param ms above 0
 */
public record FixedLaw(double ms) implements ServiceLaw {

    private static final double NANOS_PER_MS = 1e6;

    public FixedLaw {
        if (!(ms > 0)) {
            throw new IllegalArgumentException("ms must be above 0 but was " + ms);
        }
    }

    @Override
    public InferenceTimes open(int instances, long seed) {
        return (instance, nowNanos, scale) -> Math.max(1, Math.round(scale * ms * NANOS_PER_MS));
    }

    @Override
    public double meanMs(int instances) {
        return ms;
    }
}
