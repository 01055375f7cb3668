package io.parm.lab.command;

import io.parm.lab.Folders;
import io.parm.lab.Home;
import io.parm.lab.bench.Bench;
import io.parm.lab.bench.Experiment;
import io.parm.lab.bench.Experiments;
import io.parm.lab.cluster.Clusters;
import io.parm.lab.demo.DemoData;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.load.Figures;
import io.parm.lab.report.FiguresFile;
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

    /** The experiments by name, with what they are about. */
    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Experiments.ALL.stream()
                    .map(experiment -> experiment.name() + " (" + experiment.summary() + ")")
                    .iterator();
        }
    }

    @Parameters(
            paramLabel = "EXPERIMENT",
            completionCandidates = Candidates.class,
            description = "${COMPLETION-CANDIDATES}")
    private String experiment;

    @Option(names = "--rate", paramLabel = "QUERIES", description = "Mean queries per second (default: experiment's).")
    private Double rate;

    @Option(names = "--seconds", description = "Length of each run (default: the experiment's).")
    private Integer seconds;

    @Option(names = "--runs", description = "Runs of each side (default: the experiment's).")
    private Integer runs;

    @Option(names = "--count", description = "Inferences of endurance.", defaultValue = "1000000")
    private int count;

    @Option(names = "--seed", description = "Seed of the arrivals.", defaultValue = "1")
    private long seed;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the job.")
    private Map<String, String> settings = new HashMap<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures for machines.")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Experiment chosen = Experiments.named(experiment);
        Bench.Options options = new Bench.Options(
                rate == null ? chosen.rate() : rate,
                seconds == null ? chosen.seconds() : seconds,
                runs == null ? chosen.runs() : runs,
                count,
                seed,
                settings);
        ProgressLine progress = new ProgressLine(spec.commandLine().getOut());
        Path logs = Files.createTempDirectory("parm-bench");
        try (Clusters clusters = new Clusters(logs, SLOTS)) {
            DemoData data = DemoData.read(Home.directory());
            List<? extends Figures> reports = chosen.run(new Bench(clusters, data, options, progress));
            if (json != null) {
                FiguresFile.write(json, reports);
            }
        } finally {
            Folders.delete(logs);
        }
        return 0;
    }
}
