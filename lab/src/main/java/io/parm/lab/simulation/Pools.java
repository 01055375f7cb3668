package io.parm.lab.simulation;

import io.parm.lab.emulation.InferenceTimes;
import io.parm.lab.emulation.TimeHeap;

/** The deployed model's pool and each parity model's, on one cluster: ids count through them in this order. Not thread-safe; hot. */
final class Pools {

    private final int deployedCount;
    private final int parityCount;
    private final TimeHeap ends;
    private final SimulatedPool deployed;
    private final SimulatedPool[] parity;

    Pools(Scenario scenario) {
        Cluster cluster = scenario.cluster();
        Policy policy = scenario.policy();
        this.deployedCount = cluster.deployed();
        this.parityCount = cluster.parity();
        this.ends = new TimeHeap(scenario.instances());
        var shared = new SimulatedPool.Shared(times(scenario), ends, cluster.batching(), cluster.ejection());
        this.deployed = new SimulatedPool(
                shared,
                new SimulatedPool.Members(
                        0, deployedCount, scenario.disturbance().deadDeployed()),
                1);
        this.parity = new SimulatedPool[policy.code().r()];
        for (int model = 0; model < parity.length; model++) {
            int firstId = deployedCount + model * parityCount;
            var members = new SimulatedPool.Members(
                    firstId, parityCount, scenario.disturbance().deadParity());
            parity[model] = new SimulatedPool(shared, members, policy.parityScale());
        }
    }

    /** When the next batch ends, or {@link TimeHeap#NEVER}. */
    long nextNanos() {
        return ends.nextNanos();
    }

    /** Takes the instance whose batch ends next. */
    int ended() {
        return ends.remove();
    }

    SimulatedPool of(int id) {
        return id < deployedCount ? deployed : parity[(id - deployedCount) / parityCount];
    }

    SimulatedPool deployed() {
        return deployed;
    }

    SimulatedPool parity(int model) {
        return parity[model];
    }

    PoolUse parityUse(long lengthNanos) {
        PoolUse use = new PoolUse(0, 0, 0, 0, lengthNanos);
        for (SimulatedPool pool : parity) {
            use = use.plus(pool.use(lengthNanos));
        }
        return use;
    }

    private static InferenceTimes times(Scenario scenario) {
        int instances = scenario.instances();
        InferenceTimes times = scenario.cluster().law().open(instances, scenario.seed());
        Disturbance.Slowdown slowdown = scenario.disturbance().slowdown();
        boolean slows = slowdown.share() > 0 && slowdown.factor() > 1;
        return slows ? new SlowedTimes(times, slowdown, instances, ~scenario.seed()) : times;
    }
}
