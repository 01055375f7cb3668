package io.parm.lab.straggler;

import io.parm.lab.emulation.InferenceTimes;
import io.parm.lab.emulation.ServiceLaw;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a plan's faults make of a cluster's inference times, for the simulator.
 *
 * @param law of instances that do not misbehave
 * @param deployed how many instances of a cluster, the first ones, serve the deployed model
 */
public record PlannedLaw(ServiceLaw law, StragglerPlan plan, int deployed) implements ServiceLaw {

    @Override
    public InferenceTimes open(int instances, long seed) {
        List<String> names = IntStream.range(0, instances)
                .mapToObj(place -> place < deployed ? "deployed-" + place : "parity-" + (place - deployed))
                .toList();
        return new PlannedTimes(law.open(instances, seed), plan, names);
    }

    /** Of an instance that does not misbehave. */
    @Override
    public double meanMs(int instances) {
        return law.meanMs(instances);
    }
}
