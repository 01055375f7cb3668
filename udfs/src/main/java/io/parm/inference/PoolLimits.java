package io.parm.inference;

import java.io.Serializable;

/**
 * Bounds of a pool.
 *
 * @param queueCapacity requests that may wait, at least 1; one more is rejected
 * @param batchMaxSize requests an instance takes at once, at least 1
 */
public record PoolLimits(int queueCapacity, int batchMaxSize) implements Serializable {

    public PoolLimits {
        if (queueCapacity < 1) {
            throw new IllegalArgumentException("queueCapacity must be at least 1 but was " + queueCapacity);
        }
        if (batchMaxSize < 1) {
            throw new IllegalArgumentException("batchMaxSize must be at least 1 but was " + batchMaxSize);
        }
    }
}
