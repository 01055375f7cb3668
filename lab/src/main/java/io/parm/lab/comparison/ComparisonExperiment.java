package io.parm.lab.comparison;

import io.parm.lab.Folders;
import io.parm.lab.Parm;
import io.parm.lab.bench.Bench;
import io.parm.lab.bench.Experiment;
import io.parm.lab.bench.InstanceKind;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.load.RunReport;
import io.parm.lab.meter.AwakeCores;
import io.parm.lab.shuffle.NetworkAccess;
import io.parm.lab.shuffle.ShuffledInstances;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Runs a {@link Comparison}: its arms take turns, another one first in every run, and meet the same arrivals. */
public final class ComparisonExperiment implements Experiment {

    private static final int MS_PER_MINUTE = 60_000;

    private final String name;
    private final Comparison comparison;

    public ComparisonExperiment(String name, Comparison comparison) {
        this.name = name;
        this.comparison = comparison;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return comparison.title() + ", " + comparison.instances() + " instances";
    }

    @Override
    public InstanceKind instances() {
        return comparison.instances();
    }

    /** As the file says. */
    @Override
    public double rate() {
        return UNSET;
    }

    /** As the file says. */
    @Override
    public int seconds() {
        return UNSET;
    }

    /** As the file says. */
    @Override
    public int runs() {
        return UNSET;
    }

    @Override
    public List<Row> run(Bench bench) throws InterruptedException {
        Path scratch = scratch();
        try {
            ArmRunner runner = new ArmRunner(bench, comparison, scratch);
            return comparison.instances() == InstanceKind.REMOTE
                    ? runOnServers(bench, runner, scratch)
                    : run(bench, runner);
        } finally {
            delete(scratch);
        }
    }

    /** No rows where this machine does not allow such a network. */
    private List<Row> runOnServers(Bench bench, ArmRunner runner, Path logs) throws InterruptedException {
        Optional<String> missing = NetworkAccess.missing();
        if (missing.isPresent()) {
            bench.progress().say("SKIPPED: " + name + ": " + missing.get() + ".");
            return List.of();
        }
        bench.progress().say("Starting " + comparison.network().instances() + " model servers …");
        Path service = Path.of(Bench.folder(comparison.service()));
        try (ShuffledInstances instances = ShuffledInstances.start(comparison.network(), Parm.class, service, logs)) {
            return run(bench, runner.on(new RemoteRuns(instances, bench.progress())));
        }
    }

    private List<Row> run(Bench bench, ArmRunner runner) throws InterruptedException {
        ProgressLine progress = bench.progress();
        Comparison.Load load = load(bench);
        progress.say(comparison.title() + ". " + comparison.about());
        progress.say("Instances: " + comparison.instances() + ". " + plan(load));
        warmUp(runner, load);
        List<Row> rows = new ArrayList<>();
        try (AwakeCores cores = awakeCores().orElse(null)) {
            if (cores != null) {
                progress.say(cores.sentence());
            }
            for (double rate : load.rates()) {
                rows.addAll(run(bench, runner, load, rate));
            }
        }
        progress.say(ComparisonTable.of(rows));
        String sentence = ComparisonText.sentence(comparison, rows)
                + ComparisonText.undisturbed(comparison, rows)
                + (bench.options().quick() ? " " + ComparisonText.quick(load) : "");
        progress.say(sentence);
        List<String> beyond = BeyondIdeal.sentences(rows);
        beyond.forEach(progress::say);
        new ComparisonReport(comparison, rows, sentence, beyond)
                .write(bench.folder().resolve(name), progress);
        return rows;
    }

    /** Instances that compute have use for the cores. */
    private Optional<AwakeCores> awakeCores() throws InterruptedException {
        return comparison.instances() == InstanceKind.EMULATED ? AwakeCores.ifTheyWakeUpLate() : Optional.empty();
    }

    private List<Row> run(Bench bench, ArmRunner runner, Comparison.Load load, double rate)
            throws InterruptedException {
        List<Arm> arms = comparison.arms(load);
        Map<Arm, List<RunReport>> reports = new LinkedHashMap<>();
        arms.forEach(arm -> reports.put(arm, new ArrayList<>()));
        for (int run = 0; run < load.runs(); run++) {
            for (int turn = 0; turn < arms.size(); turn++) {
                Arm arm = arms.get((run + turn) % arms.size());
                String runName = "%s-%s-%.0f-%d".formatted(name, arm.name(), rate, run);
                reports.get(arm).add(runner.run(runName, arm, sent(bench, load, rate, run)));
            }
        }
        return rows(
                runner,
                reports,
                IntStream.range(0, load.runs())
                        .mapToObj(run -> sent(bench, load, rate, run))
                        .toList());
    }

    /** The same arrivals for all arms, others in every run. */
    private static ArmRunner.Load sent(Bench bench, Comparison.Load load, double rate, int run) {
        return new ArmRunner.Load(
                rate,
                Duration.ofSeconds(load.warmUpSeconds()),
                load.length(rate),
                bench.options().seed() + 2L * run);
    }

    /** @param sent in each run */
    private List<Row> rows(ArmRunner runner, Map<Arm, List<RunReport>> reports, List<ArmRunner.Load> sent) {
        List<RunReport> baseline = reports.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(comparison.baseline()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        List<Row> rows = new ArrayList<>();
        double rate = sent.get(0).rate();
        reports.forEach((arm, runs) -> rows.add(new Row(arm, rate, runs, baseline, runner.ideal(arm, sent))));
        return rows;
    }

    /** The comparison's load, with what the command line says instead. */
    private Comparison.Load load(Bench bench) {
        Comparison.Load load = comparison.load(bench.options().quick());
        boolean isRateGiven = bench.options().rate() != UNSET;
        List<Double> rates = isRateGiven ? List.of(bench.options().rate()) : load.rates();
        int runs =
                bench.options().runs() == UNSET ? load.runs() : bench.options().runs();
        int seconds = bench.options().seconds();
        int queries = seconds == UNSET ? load.queries() : (int) Math.round(seconds * rates.get(0));
        return new Comparison.Load(rates, queries, load.jvmWarmUpSeconds(), load.warmUpSeconds(), runs, load.arms());
    }

    /**
     * The subject, then the baseline, uncounted. Two jobs, since much is compiled anew when a second job shows the compiler that a process
     * has more than one.
     */
    private void warmUp(ArmRunner runner, Comparison.Load load) throws InterruptedException {
        Duration length = Duration.ofSeconds(load.jvmWarmUpSeconds());
        ArmRunner.Load sent = new ArmRunner.Load(load.rates().get(0), length, Duration.ofSeconds(1), 0);
        for (String uncounted : List.of(comparison.subject(), comparison.baseline())) {
            runner.warmUp(name + "-uncounted-" + uncounted, arm(uncounted), sent);
        }
    }

    private Arm arm(String armName) {
        return comparison.arms().stream()
                .filter(arm -> arm.name().equals(armName))
                .findFirst()
                .orElseThrow();
    }

    private String plan(Comparison.Load load) {
        return "%d arms × %d rates × %d runs of about %,d queries: about %.0f minutes."
                .formatted(
                        comparison.arms(load).size(),
                        load.rates().size(),
                        load.runs(),
                        load.queries(),
                        Math.ceil((double) comparison.length(load).toMillis() / MS_PER_MINUTE));
    }

    private static void delete(Path scratch) {
        try {
            Folders.delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + scratch, e);
        }
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("parm-comparison");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
    }
}
