package io.parm.lab.bench;

import io.parm.lab.load.Figures;
import io.parm.lab.load.Inputs;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.RunReport;
import io.parm.lab.pipeline.Backlog;
import io.parm.lab.pipeline.Contender;
import io.parm.lab.pipeline.Contenders;
import io.parm.lab.pipeline.LatencyRuns;
import io.parm.lab.pipeline.PairedFigure;
import io.parm.lab.pipeline.QuerySize;
import io.parm.lab.pipeline.Throughput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contenders of {@link PipelineExperiment} by turns, for one size of query. */
final class PipelineContest {

    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final int QUICK_SECONDS = 4;

    /** The share of what the slowest code bears at which latencies are measured too. */
    private static final double HEAVY = 0.8;

    /** The first turn: in it the compiler still takes a core for itself. */
    private static final int UNCOUNTED = -1;

    private static final String ECHO = "echo";

    private final Bench bench;
    private final QuerySize size;
    private final Inputs inputs;
    private final Contenders forLatency;
    private final Contenders forThroughput;
    private final LatencyRuns latencyRuns;
    private final Duration length;
    private final int turns;
    private final Map<String, PairedFigure> figures = new LinkedHashMap<>();

    /** @param folder for the services */
    PipelineContest(Bench bench, QuerySize size, Path folder) {
        boolean quick = bench.options().quick();
        this.bench = bench;
        this.size = size;
        this.inputs = size.inputs();
        this.forLatency = Contenders.of(folder, size.inputShape(), 2);
        this.forThroughput = quick ? forLatency : Contenders.of(folder, size.inputShape(), 2, 4);
        int seconds = bench.options().seconds();
        this.length = Duration.ofSeconds(quick ? Math.min(seconds, QUICK_SECONDS) : seconds);
        this.latencyRuns = new LatencyRuns(bench.clusters(), inputs, WARM_UP, length);
        this.turns = quick ? 1 : bench.options().runs();
    }

    /** Runs everything, latencies only if they are given time, and says what it came to. */
    List<Figures> run() throws InterruptedException {
        drain();
        if (!length.isZero()) {
            measureLatencies();
        }
        figures.values().forEach(figure -> bench.progress().say(figure.table()));
        return figures.values().stream().map(PairedFigure::figures).toList();
    }

    private void drain() throws InterruptedException {
        try (Backlog backlog = new Backlog(bench.clusters(), size.name() + "-backlog", inputs, size.backlog())) {
            for (int turn = UNCOUNTED; turn < turns; turn++) {
                for (Contender contender : order(forThroughput.all(), turn)) {
                    bench.progress().update("%s: drain, turn %d, %s".formatted(size.name(), turn, contender.name()));
                    add(turn, contender, backlog.drain(contender, run(contender, "drain", turn)));
                }
            }
        }
    }

    private void add(int turn, Contender contender, Throughput throughput) {
        if (turn != UNCOUNTED) {
            figure("queries/s", forThroughput.limits()).add(contender.name(), throughput.perSecond());
            figure("queries per second of CPU", forThroughput.limits())
                    .add(contender.name(), throughput.perCpuSecond());
        }
    }

    private void measureLatencies() throws InterruptedException {
        List<Double> rates = rates();
        // In a short variant the drains must do to warm up.
        for (int turn = bench.options().quick() ? 0 : UNCOUNTED; turn < turns; turn++) {
            for (Contender contender : order(forLatency.all(), turn)) {
                bench.progress().update("%s: latency, turn %d, %s".formatted(size.name(), turn, contender.name()));
                List<RunReport> reports =
                        latencyRuns.measure(contender, run(contender, "latency", turn), rates, seed(turn));
                add(turn, contender.name(), rates, reports);
            }
            add(turn, ECHO, rates, echo(turn, rates));
        }
    }

    /** The asked ones, and one near what the slowest code bears. */
    private List<Double> rates() throws InterruptedException {
        if (bench.options().quick()) {
            return size.rates();
        }
        double fastest = Double.POSITIVE_INFINITY;
        for (Contender contender : forLatency.all()) {
            fastest = Math.min(fastest, latencyRuns.fastest(contender, run(contender, "flood", 0), size.backlog() / 2));
        }
        bench.progress().say("%s: the slowest answers %.0f queries/s of a flood".formatted(size.name(), fastest));
        List<Double> rates = new ArrayList<>(size.rates());
        rates.add((double) Math.round(HEAVY * fastest));
        return rates;
    }

    private List<RunReport> echo(int turn, List<Double> rates) throws InterruptedException {
        List<RunReport> reports = new ArrayList<>();
        for (double rate : rates) {
            PoissonSchedule schedule = PoissonSchedule.ofDuration(rate, length, seed(turn));
            String idPrefix = size.name() + "-echo-" + turn + "-at-" + Math.round(rate);
            reports.add(EchoBaseline.measure(bench.kafka(), idPrefix, inputs, Contender.OUTPUT_SIZE, schedule));
        }
        return reports;
    }

    private void add(int turn, String contender, List<Double> rates, List<RunReport> reports) {
        for (int i = 0; turn != UNCOUNTED && i < rates.size(); i++) {
            String at = " ms at " + Math.round(rates.get(i)) + "/s";
            figure("p50" + at, Map.of()).add(contender, reports.get(i).p50Ms());
            figure("p99" + at, Map.of()).add(contender, reports.get(i).p99Ms());
            figure("p99.9" + at, Map.of()).add(contender, reports.get(i).p999Ms());
        }
    }

    private PairedFigure figure(String what, Map<String, Double> limits) {
        String name = size.name() + ", " + what;
        return figures.computeIfAbsent(name, key -> new PairedFigure(key, Contenders.BASELINE, limits));
    }

    private String run(Contender contender, String phase, int turn) {
        return size.name() + "-" + contender.name() + "-" + phase + "-" + turn;
    }

    private long seed(int turn) {
        return bench.options().seed() + 2L * turn;
    }

    /** There and back, so that none always comes after the same one. */
    private static List<Contender> order(List<Contender> all, int turn) {
        List<Contender> order = new ArrayList<>(all);
        if (turn % 2 != 0) {
            Collections.reverse(order);
        }
        return order;
    }
}
