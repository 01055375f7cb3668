package io.parm.lab.bench;

import io.parm.lab.Folders;
import io.parm.lab.Parm;
import io.parm.lab.load.Figures;
import io.parm.lab.recovery.RecoveryCase;
import io.parm.lab.recovery.RecoveryTrial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Processes of a cluster that are killed: how long no answers come, with Flink's default settings and with ours. */
final class RecoveryExperiment implements Experiment {

    private static final double NANOS_PER_SECOND = 1e9;

    /** The settings that are shipped must make an outage at least so many times shorter. */
    private static final int TIMES_SHORTER = 3;

    /** Shorter silences are a busy machine's. */
    private static final double NO_OUTAGE_SECONDS = 0.5;

    /** Each takes a cluster of its own. */
    private static final List<RecoveryCase> QUICK = List.of(RecoveryCase.DEFAULTS, RecoveryCase.RECOMMENDED);

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public String summary() {
        return "silence after kill -9 of a TaskManager or a JobManager, with Flink's default settings and with ours, and of a model server";
    }

    @Override
    public double rate() {
        return 100;
    }

    /** Answers must come again so long. */
    @Override
    public int seconds() {
        return 10;
    }

    @Override
    public int runs() {
        return 2;
    }

    @Override
    public List<? extends Figures> run(Bench bench) throws InterruptedException {
        List<Figures> figures = new ArrayList<>();
        Map<RecoveryCase, Double> medians = new EnumMap<>(RecoveryCase.class);
        for (RecoveryCase trial : bench.options().quick() ? QUICK : List.of(RecoveryCase.values())) {
            List<Double> outages = new ArrayList<>();
            for (int run = 0; run < bench.options().runs(); run++) {
                outages.add(outage(bench, trial, run));
                bench.progress()
                        .say(String.format(Locale.ROOT, "%s: silent for %.2f s", trial.text(), outages.get(run)));
            }
            medians.put(trial, median(outages));
            figures.add(Figures.of(Map.of("killed", trial.text(), "outageSeconds", outages)));
        }
        double ratio = medians.get(RecoveryCase.DEFAULTS) / medians.get(RecoveryCase.RECOMMENDED);
        say(bench, ratio >= TIMES_SHORTER, "recommended settings make it a third or less: %.1f times".formatted(ratio));
        if (medians.containsKey(RecoveryCase.INSTANCE)) {
            say(
                    bench,
                    medians.get(RecoveryCase.INSTANCE) <= NO_OUTAGE_SECONDS,
                    "no outage when a model server is killed: %.2f s".formatted(medians.get(RecoveryCase.INSTANCE)));
        }
        return figures;
    }

    private static double outage(Bench bench, RecoveryCase trial, int run) throws InterruptedException {
        RecoveryTrial.Load load = new RecoveryTrial.Load(
                bench.data().inputs(),
                bench.options().rate(),
                Duration.ofSeconds(bench.options().seconds()),
                bench.options().seed() + run,
                bench.options().settings());
        try {
            Path folder = Files.createTempDirectory("parm-recovery");
            double seconds =
                    new RecoveryTrial(Parm.class, folder, bench.progress()).run(trial, load) / NANOS_PER_SECOND;
            Folders.delete(folder);
            return seconds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void say(Bench bench, boolean held, String what) {
        bench.progress().say((held ? "held: " : "DID NOT HOLD: ") + what);
    }
}
