package io.parm.inference;

/** What is told of a pool's work while it happens, on the threads that do the work. */
public interface PoolListener {

    /** Nobody listens. */
    PoolListener NONE = new PoolListener() {};

    /** An instance came whose name is new to the pool. Not under the pool's lock. */
    default void joined(String instance, InstanceCounters counters) {}

    /** A request was handed to an instance after so long in the queue. Under the pool's lock: one call at a time, brief. Hot. */
    default void waited(long queueMs) {}

    /** An instance put out a batch after so long. Under the pool's lock: one call at a time, brief. Hot. */
    default void inferred(long inferenceMs) {}
}
