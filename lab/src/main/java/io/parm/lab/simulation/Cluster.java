package io.parm.lab.simulation;

import io.parm.inference.EjectionLimits;
import io.parm.lab.emulation.ServiceLaw;

/**
 * The instances, and how long they take.
 *
 * @param deployed instances of the deployed model, 1 or more
 * @param parity instances of each parity model, 0 or more
 * @param batching how much of what waits an instance takes at once
 * @param ejection when an instance gets no work for a while because it is slow
 */
public record Cluster(int deployed, int parity, ServiceLaw law, Batching batching, EjectionLimits ejection) {

    /** One query at a time. */
    public static final Batching SINGLE = new Batching(1, 1);

    /**
     * Batches.
     *
     * @param maxSize queries an instance takes at once at the most, 1 or more
     * @param costOfOneMore what each query after the first adds to a batch's time, in times of a batch of one: 0 … 1
     */
    public record Batching(int maxSize, double costOfOneMore) {

        public Batching {
            if (maxSize < 1) {
                throw new IllegalArgumentException("maxSize must be at least 1 but was " + maxSize);
            }
            if (!(costOfOneMore >= 0 && costOfOneMore <= 1)) {
                throw new IllegalArgumentException("costOfOneMore must be 0..1 but was " + costOfOneMore);
            }
        }

        /** A batch's time, in times of a batch of one. */
        double cost(int size) {
            return 1 + (size - 1) * costOfOneMore;
        }
    }

    public Cluster {
        if (deployed < 1) {
            throw new IllegalArgumentException("deployed must be at least 1 but was " + deployed);
        }
        if (parity < 0) {
            throw new IllegalArgumentException("parity must be at least 0 but was " + parity);
        }
    }

    /** Instances of which none is ever left out. */
    public Cluster(int deployed, int parity, ServiceLaw law, Batching batching) {
        this(deployed, parity, law, batching, EjectionLimits.NEVER);
    }

    /** Instances that take one query at a time, and of which none is ever left out. */
    public static Cluster of(int deployed, int parity, ServiceLaw law) {
        return new Cluster(deployed, parity, law, SINGLE);
    }

    public Cluster with(EjectionLimits limits) {
        return new Cluster(deployed, parity, law, batching, limits);
    }
}
