package io.parm.lab.simulation;

/**
 * What a pool, or several together, did in a run.
 *
 * @param instances of the pool
 * @param inferences requests that instances took
 * @param expired requests that waited beyond give-up
 * @param busyNanos time that instances worked, all together; without those that are dead
 * @param lengthNanos of the run
 */
public record PoolUse(int instances, long inferences, long expired, long busyNanos, long lengthNanos) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** Time that instances worked, all together. */
    public double instanceSeconds() {
        return busyNanos / NANOS_PER_SECOND;
    }

    /** The share of the instances' time that they worked; 0 if there is none. */
    public double utilisation() {
        return instances == 0 ? 0 : (double) busyNanos / lengthNanos / instances;
    }

    PoolUse plus(PoolUse other) {
        return new PoolUse(
                instances + other.instances,
                inferences + other.inferences,
                expired + other.expired,
                busyNanos + other.busyNanos,
                lengthNanos);
    }
}
