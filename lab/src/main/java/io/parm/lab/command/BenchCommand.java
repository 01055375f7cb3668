package io.parm.lab.command;

import io.parm.lab.Folders;
import io.parm.lab.Home;
import io.parm.lab.bench.Bench;
import io.parm.lab.bench.Experiment;
import io.parm.lab.cluster.Clusters;
import io.parm.lab.comparison.Catalogue;
import io.parm.lab.demo.DemoData;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.report.FiguresFile;
import io.parm.model.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parm bench}: experiments in one process, and what they come to. */
@Command(
        name = "bench",
        description = "Measure the job, its instances and its strategies, in one process.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class BenchCommand implements Callable<Integer> {

    private static final int SLOTS = 3;
    private static final int COUNT = 1_000_000;
    private static final int QUICK_COUNT = 100_000;

    /** The experiments by name, with what they are about. */
    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Catalogue.all(Home.directory()).stream()
                    .map(experiment -> experiment.name() + " (" + experiment.summary() + ")")
                    .iterator();
        }
    }

    @Parameters(
            paramLabel = "EXPERIMENT",
            arity = "0..1",
            completionCandidates = Candidates.class,
            description = "${COMPLETION-CANDIDATES}")
    private String experiment;

    @Option(names = "--all", description = "Every experiment, one after the other.")
    private boolean isAll;

    @Option(names = "--quick", description = "A short variant; without an experiment, of " + Catalogue.HEADLINE + ".")
    private boolean isQuick;

    @Option(names = "--rate", paramLabel = "QUERIES", description = "Mean queries per second (default: experiment's).")
    private Double rate;

    @Option(names = "--seconds", description = "Length of each run (default: the experiment's).")
    private Integer seconds;

    @Option(names = "--runs", description = "Runs of each side (default: the experiment's).")
    private Integer runs;

    @Option(names = "--count", description = "Inferences of endurance (default: a million; quick, a tenth).")
    private Integer count;

    @Option(names = "--seed", description = "Seed of the arrivals.", defaultValue = "1")
    private long seed;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the job.")
    private Map<String, String> settings = new HashMap<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures for machines.")
    private Path json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where reports go (default: bench in the folder of parm's data).")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<Experiment> chosen = chosen();
        ProgressLine progress = new ProgressLine(spec.commandLine().getOut());
        Path logs = Files.createTempDirectory("parm-bench");
        try (Clusters clusters = new Clusters(logs, SLOTS)) {
            DemoData data = DemoData.read(Home.directory());
            Path folder = out == null ? Home.data().resolve("bench") : out;
            FiguresFile figures = new FiguresFile();
            for (Experiment next : chosen) {
                if (isQuick) {
                    progress.say(next.name() + ", the quick variant: fewer and shorter runs, so its tails are rough.");
                }
                Bench bench = new Bench(clusters, data, options(next), folder, progress);
                figures.add(next.name(), next.instances(), next.run(bench));
                if (json != null) {
                    figures.write(json);
                }
            }
        } finally {
            Folders.delete(logs);
        }
        return 0;
    }

    private List<Experiment> chosen() {
        Path home = Home.directory();
        if (isAll) {
            return Catalogue.all(home);
        }
        if (experiment == null && !isQuick) {
            throw new UserError("EXPERIMENT, --quick or --all is required; EXPERIMENT is one of "
                    + Catalogue.names(Catalogue.all(home)));
        }
        return List.of(Catalogue.named(home, experiment == null ? Catalogue.HEADLINE : experiment));
    }

    private Bench.Options options(Experiment chosen) {
        int ownSeconds = isQuick ? chosen.quickSeconds() : chosen.seconds();
        int ownRuns = isQuick ? Math.min(1, chosen.runs()) : chosen.runs();
        return new Bench.Options(
                rate == null ? chosen.rate() : rate,
                seconds == null ? ownSeconds : seconds,
                runs == null ? ownRuns : runs,
                count == null ? (isQuick ? QUICK_COUNT : COUNT) : count,
                isQuick,
                seed,
                settings);
    }
}
