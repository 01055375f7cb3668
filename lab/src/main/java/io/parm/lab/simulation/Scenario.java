package io.parm.lab.simulation;

/**
 * All that a simulated run depends on.
 *
 * @param overheadMs what every answer takes beside waiting and inference, milliseconds
 * @param seed the same run for the same seed
 */
public record Scenario(
        Arrivals arrivals, Cluster cluster, Policy policy, Disturbance disturbance, double overheadMs, long seed) {

    public Scenario {
        if (policy.code().r() > 0 && cluster.parity() == 0) {
            throw new IllegalArgumentException("parity queries need at least one parity instance");
        }
        if (disturbance.deadDeployed() > cluster.deployed() || disturbance.deadParity() > cluster.parity()) {
            throw new IllegalArgumentException("no more instances can be dead than there are");
        }
    }

    /** A run in which nothing goes wrong, seed 1. */
    public static Scenario of(Arrivals arrivals, Cluster cluster, Policy policy) {
        return new Scenario(arrivals, cluster, policy, Disturbance.NONE, 0, 1);
    }

    public Scenario withSeed(long newSeed) {
        return new Scenario(arrivals, cluster, policy, disturbance, overheadMs, newSeed);
    }

    public Scenario withOverheadMs(double newOverheadMs) {
        return new Scenario(arrivals, cluster, policy, disturbance, newOverheadMs, seed);
    }

    public Scenario with(Disturbance newDisturbance) {
        return new Scenario(arrivals, cluster, policy, newDisturbance, overheadMs, seed);
    }

    public Scenario with(Policy newPolicy) {
        return new Scenario(arrivals, cluster, newPolicy, disturbance, overheadMs, seed);
    }

    /** Instances of the whole cluster; those of parity models that the policy does not use are not in it. */
    int instances() {
        return cluster.deployed() + policy.code().r() * cluster.parity();
    }
}
