package io.parm.lab.bench;

import io.parm.lab.load.RunReport;
import io.parm.lab.report.RunTable;
import io.parm.lab.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Runs of a baseline and a subject by turns, and the ratios of their latencies. */
final class Pairs {

    /** The first pair: in it the compiler still takes a core for itself. */
    private static final int UNCOUNTED = -1;

    /** One side of a pair. */
    interface Side {
        /** @param number tells the pairs apart */
        RunReport run(int number) throws InterruptedException;
    }

    private final Bench bench;
    private final List<RunReport> baselines = new ArrayList<>();
    private final List<RunReport> subjects = new ArrayList<>();

    private Pairs(Bench bench) {
        this.bench = bench;
    }

    /** Runs all pairs and says their ratios; returns the baselines' reports, then the subjects'. */
    static List<RunReport> run(Bench bench, String name, Side baseline, Side subject) throws InterruptedException {
        Pairs pairs = new Pairs(bench);
        for (int number = UNCOUNTED; number < bench.options().runs(); number++) {
            pairs.run(number, baseline, subject);
        }
        pairs.say(name);
        List<RunReport> all = new ArrayList<>(pairs.baselines);
        all.addAll(pairs.subjects);
        return all;
    }

    /** The subject goes first in every other pair, since a process ages. */
    private void run(int number, Side baseline, Side subject) throws InterruptedException {
        boolean subjectFirst = number % 2 != 0;
        RunReport first = (subjectFirst ? subject : baseline).run(number);
        RunReport second = (subjectFirst ? baseline : subject).run(number);
        if (number != UNCOUNTED) {
            baselines.add(subjectFirst ? second : first);
            subjects.add(subjectFirst ? first : second);
            bench.progress().say(RunTable.of(List.of(first, second)));
        }
    }

    private void say(String name) {
        Bench.Options options = bench.options();
        bench.progress()
                .say("Ratios over " + options.runs() + " pairs, " + name + " at " + options.rate() + " queries/s, "
                        + options.seconds() + " s each:");
        say("p50", RunReport::p50Ms);
        say("p99", RunReport::p99Ms);
        say("p99.9", RunReport::p999Ms);
    }

    private void say(String name, ToDoubleFunction<RunReport> figure) {
        double[] ratios = new double[subjects.size()];
        for (int run = 0; run < ratios.length; run++) {
            ratios[run] = figure.applyAsDouble(subjects.get(run)) / figure.applyAsDouble(baselines.get(run));
        }
        String spread = Spread.of(ratios).text(ratio -> String.format(Locale.ROOT, "%.2f", ratio));
        bench.progress().say(String.format("  %-6s median %s", name, spread));
    }
}
