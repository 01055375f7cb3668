package io.parm.lab.comparison;

import io.parm.lab.bench.Experiment;
import io.parm.lab.bench.Experiments;
import io.parm.model.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that can be measured: the programs of {@link Experiments}, and the comparisons of {@code lab/experiments}. */
public final class Catalogue {

    /** What a sceptic runs first. */
    public static final String HEADLINE = "figure-11";

    private Catalogue() {}

    /**
     * All of them, in the order of the documentation.
     *
     * @param home the checkout
     */
    public static List<Experiment> all(Path home) {
        List<Experiment> all = new ArrayList<>(Experiments.WRITTEN);
        for (Path file : ComparisonFile.in(home.resolve("lab/experiments"))) {
            all.add(new ComparisonExperiment(ComparisonFile.name(file), ComparisonFile.read(file)));
        }
        return all;
    }

    /** @throws UserError if there is none of that name */
    public static Experiment named(Path home, String name) {
        List<Experiment> all = all(home);
        return all.stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserError("EXPERIMENT must be one of " + names(all) + " but was " + name));
    }

    /** Names for people. */
    public static String names(List<Experiment> experiments) {
        return experiments.stream().map(Experiment::name).collect(Collectors.joining(", "));
    }
}
