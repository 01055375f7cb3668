package io.parm.lab.bench;

import java.util.List;

/** The experiments that are programs of their own. */
public final class Experiments {

    public static final List<Experiment> WRITTEN = List.of(
            new SteadyExperiment(),
            new DeliveryExperiment(),
            PipelineExperiment.SMALL,
            PipelineExperiment.LARGE,
            new HungParityExperiment(),
            new StrategiesExperiment(),
            new InstanceFaultsExperiment(),
            new RecoveryExperiment(),
            new OverloadExperiment(),
            new BatchingExperiment(),
            new EnduranceExperiment(),
            new MicroExperiment(),
            new SweepExperiment());

    private Experiments() {}
}
