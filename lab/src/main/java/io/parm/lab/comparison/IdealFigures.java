package io.parm.lab.comparison;

import io.parm.lab.report.Spread;
import io.parm.lab.simulation.SimulationResult;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the simulator has for an arm's arrivals, with inference times drawn several times: how far apart the smallest and largest are is
 * what chance does to one run.
 */
record IdealFigures(Spread p50Ms, Spread p999Ms) {

    /** @param simulations one or more; each is run once, and its latencies are not kept */
    static IdealFigures of(List<Supplier<SimulationResult>> simulations) {
        double[] p50Ms = new double[simulations.size()];
        double[] p999Ms = new double[simulations.size()];
        for (int i = 0; i < p50Ms.length; i++) {
            SimulationResult result = simulations.get(i).get();
            p50Ms[i] = result.p50Ms();
            p999Ms[i] = result.p999Ms();
        }
        return new IdealFigures(Spread.of(p50Ms), Spread.of(p999Ms));
    }
}
