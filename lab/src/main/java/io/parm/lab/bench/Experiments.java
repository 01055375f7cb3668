package io.parm.lab.bench;

import io.parm.model.UserError;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that can be measured. */
public final class Experiments {

    public static final List<Experiment> ALL = List.of(
            new SteadyExperiment(),
            new HungParityExperiment(),
            new StrategiesExperiment(),
            new InstanceFaultsExperiment(),
            new OverloadExperiment(),
            new BatchingExperiment(),
            new EnduranceExperiment(),
            new MicroExperiment());

    private Experiments() {}

    /** @throws UserError if there is none of that name */
    public static Experiment named(String name) {
        return ALL.stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserError("EXPERIMENT must be one of " + names() + " but was " + name));
    }

    private static String names() {
        return ALL.stream().map(Experiment::name).collect(Collectors.joining(", "));
    }
}
