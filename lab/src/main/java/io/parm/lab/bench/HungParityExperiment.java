package io.parm.lab.bench;

import io.parm.lab.load.RunReport;
import io.parm.lab.straggler.StragglerPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The job, with small models, and every parity instance hung against the job without parity. No parity query is held, so that all meet
 * the hung pool.
 */
final class HungParityExperiment implements Experiment {

    private static final Duration WARM_UP = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "hung-parity";
    }

    @Override
    public String summary() {
        return "the job with every parity instance hung against the job without parity";
    }

    @Override
    public double rate() {
        return 200;
    }

    @Override
    public int seconds() {
        return 15;
    }

    /** A p99 of 3000 queries is the thirtieth slowest: three pairs of them say little. */
    @Override
    public int runs() {
        return 5;
    }

    @Override
    public List<RunReport> run(Bench bench) throws InterruptedException {
        return Pairs.run(
                bench,
                name(),
                number -> run(bench, "none", "without-parity-" + number, number, StragglerPlan.none()),
                number -> run(bench, "parity", "hung-parity-" + number, number, StragglerPlan.parse("hang:parity-*")));
    }

    private static RunReport run(Bench bench, String strategy, String name, int number, StragglerPlan plan)
            throws InterruptedException {
        return bench.trial(bench.workload(number, WARM_UP))
                .run(
                        name,
                        bench.settings(Map.of("service", Bench.folder(Bench.LIGHT_SERVICE), "strategy", strategy)),
                        plan);
    }
}
