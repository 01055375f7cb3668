package io.parm.inference;

import java.io.Serializable;

/**
 * How a pool hands out work.
 *
 * @param outstanding calls that one instance may hold at once, at least 1; more than 1 only helps an instance that has copies behind
 *     it, or hides the way to it
 */
public record PoolSettings(PoolLimits limits, EjectionLimits ejection, int outstanding) implements Serializable {

    public PoolSettings {
        if (outstanding < 1) {
            throw new IllegalArgumentException("outstanding must be at least 1 but was " + outstanding);
        }
    }

    /** For instances of this process. */
    public PoolSettings(PoolLimits limits) {
        this(limits, EjectionLimits.NEVER, 1);
    }
}
