package io.parm.lab.bench;

import io.parm.lab.load.RunReport;
import io.parm.lab.straggler.StragglerPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Exactly-once against at-least-once: how long a consumer of committed records waits for answers that are ready. */
final class DeliveryExperiment implements Experiment {

    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration QUICK_WARM_UP = Duration.ofSeconds(4);

    /** The default, and one for those who cannot wait so long. */
    private static final List<String> CHECKPOINT_INTERVALS = List.of("1 s", "200 ms");

    @Override
    public String name() {
        return "delivery";
    }

    @Override
    public String summary() {
        return "exactly-once against at-least-once, for a consumer of committed records";
    }

    @Override
    public double rate() {
        return 200;
    }

    @Override
    public int seconds() {
        return 10;
    }

    @Override
    public List<RunReport> run(Bench bench) throws InterruptedException {
        List<RunReport> reports = new ArrayList<>();
        for (String interval : CHECKPOINT_INTERVALS) {
            reports.addAll(Pairs.run(
                    bench,
                    "exactly-once to at-least-once, checkpoints every " + interval + ",",
                    number -> run(bench, "at-least-once", interval, number),
                    number -> run(bench, "exactly-once", interval, number)));
        }
        return reports;
    }

    private static RunReport run(Bench bench, String delivery, String interval, int number)
            throws InterruptedException {
        Map<String, String> settings = bench.settings(Map.of(
                "service",
                Bench.folder(Bench.LIGHT_SERVICE),
                "parity.delay",
                "5 ms",
                "checkpoint.interval",
                interval,
                "kafka.delivery",
                delivery));
        String name = delivery + "-" + interval.replace(" ", "") + "-" + number;
        Duration warmUp = bench.options().quick() ? QUICK_WARM_UP : WARM_UP;
        return bench.trial(bench.workload(number, warmUp)).run(name, settings, StragglerPlan.none());
    }
}
