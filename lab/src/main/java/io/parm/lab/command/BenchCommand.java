package io.parm.lab.command;

import io.parm.lab.Home;
import io.parm.lab.bench.EchoBaseline;
import io.parm.lab.cluster.EmbeddedFlink;
import io.parm.lab.cluster.EmbeddedKafka;
import io.parm.lab.demo.DemoData;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.demo.Trial;
import io.parm.lab.demo.Workload;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.RunReport;
import io.parm.lab.report.FiguresFile;
import io.parm.lab.report.RunTable;
import io.parm.lab.straggler.StragglerPlan;
import io.parm.model.Service;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parm bench}: pairs of runs, interleaved in one process, and the ratios of their latencies. */
@Command(
        name = "bench",
        description = "Measure the job against a baseline in the same process.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class BenchCommand implements Callable<Integer> {

    private static final int SLOTS = 3;

    /** The first pair: in it the compiler still takes a core for itself. */
    private static final int UNCOUNTED = -1;

    private static final Duration WARM_UP = Duration.ofSeconds(20);

    /** What is measured against what. */
    enum Experiment {
        /** The job against a bare Kafka produce, consume, produce, consume echo. */
        STEADY,
        /** The job with every parity instance hung against the job without parity. */
        HUNG_PARITY;

        /** The name on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Reads an experiment's name as it is printed. */
    static final class ExperimentName implements CommandLine.ITypeConverter<Experiment> {
        @Override
        public Experiment convert(String text) {
            return Arrays.stream(Experiment.values())
                    .filter(experiment -> experiment.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.TypeConversionException(
                            "expected one of " + Arrays.toString(Experiment.values()) + " but was '" + text + "'"));
        }
    }

    @Parameters(paramLabel = "EXPERIMENT", converter = ExperimentName.class, description = "${COMPLETION-CANDIDATES}")
    private Experiment experiment;

    @Option(names = "--rate", paramLabel = "QUERIES", description = "Mean queries per second.", defaultValue = "400")
    private double rate;

    @Option(names = "--seconds", description = "Length of each run.", defaultValue = "15")
    private int seconds;

    @Option(names = "--runs", description = "Pairs of runs.", defaultValue = "3")
    private int runs;

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
        ProgressLine progress = new ProgressLine(spec.commandLine().getOut());
        Path home = Home.directory();
        Service service = Service.read(home.resolve("lab/services/fashion-mnist"));
        DemoData data = DemoData.read(home);
        List<RunReport> baselines = new ArrayList<>();
        List<RunReport> subjects = new ArrayList<>();
        Path logs = Files.createTempDirectory("parm-bench");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(logs, 0);
                EmbeddedFlink flink = EmbeddedFlink.start(SLOTS, EmbeddedFlink.FREE_PORT)) {
            for (int run = UNCOUNTED; run < runs; run++) {
                Workload workload = new Workload(
                        data.inputs(), data::label, rate, WARM_UP, Duration.ofSeconds(seconds), seed + 2L * run);
                Trial trial = new Trial(kafka, flink, workload, progress);
                RunReport baseline = baseline(kafka, trial, workload, service, run);
                RunReport subject = subject(trial, run);
                if (run > UNCOUNTED) {
                    baselines.add(baseline);
                    subjects.add(subject);
                    progress.say(RunTable.of(List.of(baseline, subject)));
                }
            }
        } finally {
            Folders.delete(logs);
        }
        report(baselines, subjects);
        return 0;
    }

    private RunReport baseline(EmbeddedKafka kafka, Trial trial, Workload workload, Service service, int run)
            throws InterruptedException {
        if (experiment == Experiment.HUNG_PARITY) {
            return trial.run("without-parity-" + run, settings("none"), StragglerPlan.none());
        }
        int outputSize = service.manifest().output().size();
        PoissonSchedule warmUp = PoissonSchedule.ofDuration(rate, WARM_UP, seed);
        EchoBaseline.measure(kafka, "echo-warm-up-" + run, workload.inputs(), outputSize, warmUp);
        return EchoBaseline.measure(kafka, "echo-" + run, workload.inputs(), outputSize, workload.schedule());
    }

    private RunReport subject(Trial trial, int run) throws InterruptedException {
        return experiment == Experiment.HUNG_PARITY
                ? trial.run("hung-parity-" + run, settings("parity"), StragglerPlan.parse("hang:parity-*"))
                : trial.run("job-" + run, settings("parity"), StragglerPlan.none());
    }

    private Map<String, String> settings(String strategy) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent(
                "service",
                Home.directory().resolve("lab/services/fashion-mnist").toString());
        all.putIfAbsent("parity.delay", "5 ms");
        all.put("strategy", strategy);
        return all;
    }

    private void report(List<RunReport> baselines, List<RunReport> subjects) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Ratios over " + runs + " pairs, " + experiment + " at " + rate + " queries/s, " + seconds
                + " s each:");
        print(out, "p50", RunReport::p50Ms, baselines, subjects);
        print(out, "p99", RunReport::p99Ms, baselines, subjects);
        print(out, "p99.9", RunReport::p999Ms, baselines, subjects);
        if (json != null) {
            List<RunReport> all = new ArrayList<>(baselines);
            all.addAll(subjects);
            FiguresFile.write(json, all);
        }
    }

    private static void print(
            PrintWriter out,
            String name,
            ToDoubleFunction<RunReport> figure,
            List<RunReport> baselines,
            List<RunReport> subjects) {
        double[] ratios = new double[subjects.size()];
        for (int run = 0; run < ratios.length; run++) {
            ratios[run] = figure.applyAsDouble(subjects.get(run)) / figure.applyAsDouble(baselines.get(run));
        }
        Arrays.sort(ratios);
        out.printf(
                "  %-6s median %.2f (%.2f … %.2f)%n",
                name, ratios[ratios.length / 2], ratios[0], ratios[ratios.length - 1]);
    }
}
