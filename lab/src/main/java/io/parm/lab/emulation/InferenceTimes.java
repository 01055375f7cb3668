package io.parm.lab.emulation;

/** How long each inference of a cluster's instances takes. */
public interface InferenceTimes {

    /** The length of an inference that fails at once. */
    long FAILED = 0;

    /** The length of one that does not end. */
    long NEVER = TimeHeap.NEVER;

    /**
     * The length of the inference that an instance begins now.
     *
     * @param instance 0 … n − 1; deployed and parity instances share the cluster
     * @param nowNanos since the start; a time before the latest told counts as the latest
     * @param scale of the computation: 1 for one query on the deployed model
     * @return nanoseconds, at least 1; {@link #FAILED} or {@link #NEVER} where instances misbehave
     */
    long nextNanos(int instance, long nowNanos, double scale);
}
