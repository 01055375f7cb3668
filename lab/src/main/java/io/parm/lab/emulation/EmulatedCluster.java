package io.parm.lab.emulation;

import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cluster of emulated instances that share one background load: the deployed model's come first, then those of the parity models.
 * Copies, as serialization makes them, are the same cluster within one process. Thread-safe.
 *
 * @param id tells clusters apart
 * @param deployedInstances how many of its instances serve the deployed model
 */
public record EmulatedCluster(String id, int deployedInstances) implements Serializable, AutoCloseable {

    private static final Map<String, Running> RUNNING = new ConcurrentHashMap<>();
    private static final String PARITY_PREFIX = "parity-";

    private record Running(InferenceTimes times, long startNanos) {}

    /**
     * Starts a cluster; its time begins now.
     *
     * @param model of the service times
     * @param deployedInstances of the deployed model
     * @param parityInstances of all parity models
     * @param seed of service times and background load
     */
    public static EmulatedCluster start(ServiceLaw model, int deployedInstances, int parityInstances, long seed) {
        EmulatedCluster cluster = new EmulatedCluster(UUID.randomUUID().toString(), deployedInstances);
        InferenceTimes times = model.open(deployedInstances + parityInstances, seed);
        RUNNING.put(cluster.id, new Running(times, System.nanoTime()));
        return cluster;
    }

    /** Whether the instance of that name serves a parity model. */
    static boolean isParity(String instance) {
        return instance.startsWith(PARITY_PREFIX);
    }

    /**
     * How long an inference takes that begins now.
     *
     * @param instance its name, {@code deployed-3} or {@code parity-0}
     * @param scale how many times the base time it takes
     */
    long nextNanos(String instance, long nowNanos, double scale) {
        int number = Integer.parseInt(instance.substring(instance.lastIndexOf('-') + 1));
        int place = isParity(instance) ? deployedInstances + number : number;
        Running running = RUNNING.get(id);
        if (running == null) {
            throw new IllegalStateException("the emulated cluster is closed");
        }
        return running.times.nextNanos(place, nowNanos - running.startNanos, scale);
    }

    /** Forgets the cluster. */
    @Override
    public void close() {
        RUNNING.remove(id);
    }
}
