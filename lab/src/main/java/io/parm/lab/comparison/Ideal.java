package io.parm.lab.comparison;

import io.parm.coding.CodeSpec;
import io.parm.coding.ParityOutput;
import io.parm.job.config.JobConfig;
import io.parm.job.config.ParityDelay;
import io.parm.lab.emulation.ServiceLaw;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.simulation.Arrivals;
import io.parm.lab.simulation.Cluster;
import io.parm.lab.simulation.Policy;
import io.parm.lab.simulation.Scenario;
import io.parm.lab.simulation.SimulationResult;
import io.parm.lab.simulation.Simulator;

/**
 * What an arm of emulated instances would come to if nothing but queues and inferences took time: the same configuration and the same
 * faults, simulated.
 */
final class Ideal {

    private static final double PERCENT = 100;

    private final JobConfig config;
    private final CodeSpec spec;
    private final ServiceLaw law;
    private final Emulation emulation;

    /**
     * @param config of the arm's job
     * @param spec of its service
     * @param law of its inference times
     */
    Ideal(JobConfig config, CodeSpec spec, ServiceLaw law, Emulation emulation) {
        this.config = config;
        this.spec = spec;
        this.law = law;
        this.emulation = emulation;
    }

    /** Simulates the arrivals of a run. */
    SimulationResult run(PoissonSchedule schedule, long seed) {
        long[] offsetsNanos = new long[schedule.size()];
        for (int i = 0; i < offsetsNanos.length; i++) {
            offsetsNanos[i] = schedule.offsetNanos(i);
        }
        Scenario unheld =
                Scenario.of(Arrivals.at(offsetsNanos), cluster(), policy(0)).withSeed(seed);
        double delayMs = delayMs(unheld);
        return Simulator.run(delayMs == 0 ? unheld : unheld.with(policy(delayMs)));
    }

    /** A quantile is that of the run itself, without redundancy; the job learns it as it goes. */
    private double delayMs(Scenario unheld) {
        if (config.parityDelay() instanceof ParityDelay.Quantile quantile && code().r() > 0) {
            return Simulator.run(unheld.with(Policy.none())).quantileMs(quantile.percent() / PERCENT);
        }
        return config.parityDelay() instanceof ParityDelay.Fixed fixed ? fixed.delayMs() : 0;
    }

    private Cluster cluster() {
        JobConfig.Pool deployed = config.deployed();
        JobConfig.Pool parity = config.parity();
        return new Cluster(
                deployed.instances() * deployed.parallelism(),
                parity.instances() * parity.parallelism(),
                law,
                new Cluster.Batching(deployed.settings().limits().batchMaxSize(), emulation.batchFactor()));
    }

    private Policy policy(double delayMs) {
        JobConfig.Times times = config.times();
        Policy.Timing timing = new Policy.Timing(
                times.deadline().toMillis(),
                times.giveUp().toMillis(),
                config.groupMaxWait().toMillis(),
                delayMs);
        return new Policy(code(), timing, emulation.parityScale());
    }

    private Policy.Code code() {
        return switch (config.strategy()) {
            case NONE -> new Policy.Code(1, 0, ParityOutput.Kind.SUM);
            case REPLICATE, HEDGE -> new Policy.Code(1, 1, ParityOutput.Kind.PER_SLOT);
            case BACKUP, PARITY -> new Policy.Code(spec.k(), spec.r(), spec.parityOutput());
        };
    }
}
