package io.parm.lab.emulation;

/** What the times of inferences are drawn from. Immutable. */
public interface ServiceLaw {

    /**
     * Opens the times of a cluster's inferences, at time 0.
     *
     * @param instances of the whole cluster, 1 or more
     * @param seed the same times for the same calls
     */
    InferenceTimes open(int instances, long seed);

    /** The mean length of an inference, milliseconds, in a cluster of so many instances. */
    double meanMs(int instances);
}
