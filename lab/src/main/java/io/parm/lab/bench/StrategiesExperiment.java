package io.parm.lab.bench;

import io.parm.lab.demo.Workload;
import io.parm.lab.load.RunReport;
import io.parm.lab.report.ExpectedOrder;
import io.parm.lab.report.StrategyTable;
import io.parm.lab.straggler.StragglerPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * The strategies under the same load and the same stalls of one of four instances of the deployed model: what they make of the tail, and
 * what they cost. They take turns, another one first in every run.
 */
final class StrategiesExperiment implements Experiment {

    /** Long enough for the hedge to know its quantile; the process is warm by then. */
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    /** The round before the first that counts: in it the compiler still takes a core for itself. */
    private static final int UNCOUNTED = -1;

    private static final Duration UNCOUNTED_LENGTH = Duration.ofSeconds(3);

    /**
     * Back from a stall, an instance is the one that ran last and so the next to get a query: a stall for one query in forty, about. Fewer
     * than a hedge at p95 can be sent for.
     */
    private static final String STALLS = "stall:deployed-0:400ms:pause=5ms";

    private static final Map<String, String> COMMON =
            Map.of("deployed.instances", "4", "parity.instances", "2", "answer.deadline", "40 ms");

    /** What is compared, with the settings that make the difference. */
    private static final List<Arm> ARMS = List.of(
            new Arm("none", Map.of("strategy", "none")),
            new Arm("replicate", Map.of("strategy", "replicate")),
            new Arm("hedge", Map.of("strategy", "hedge")),
            new Arm(
                    "backup",
                    Map.of("strategy", "backup", "service", Bench.folder("lab/services/fashion-mnist-backup"))),
            new Arm("parity", Map.of("strategy", "parity")),
            new Arm("parity-p95", Map.of("strategy", "parity", "parity.delay", "p95")));

    /** Replicas answer as soon as they can, approximations at the deadline. */
    private static final ExpectedOrder TAIL = new ExpectedOrder(List.of(
            List.of("replicate"), List.of("hedge"), List.of("backup", "parity", "parity-p95"), List.of("none")));

    private static final ExpectedOrder COST = new ExpectedOrder(List.of(
            List.of("none", "hedge", "parity-p95"), List.of("backup"), List.of("parity"), List.of("replicate")));

    private record Arm(String name, Map<String, String> settings) {}

    @Override
    public String name() {
        return "strategies";
    }

    @Override
    public String summary() {
        return "none, replicate, hedge, backup and parity under the same stalls: latency, accuracy and cost";
    }

    @Override
    public double rate() {
        return 100;
    }

    @Override
    public int seconds() {
        return 9;
    }

    /** Twelve jobs, one after the other. */
    @Override
    public int quickSeconds() {
        return 4;
    }

    @Override
    public List<RunReport> run(Bench bench) throws InterruptedException {
        bench.progress().say("Stalls: " + STALLS + "; deadline: " + COMMON.get("answer.deadline") + ".");
        for (Arm arm : ARMS) {
            Workload twice = bench.workload(UNCOUNTED, WARM_UP).warmingUp(UNCOUNTED_LENGTH);
            bench.trial(twice).run(arm.name() + "-uncounted", settings(bench, arm), StragglerPlan.none());
        }
        Map<String, List<RunReport>> runs = new LinkedHashMap<>();
        ARMS.forEach(arm -> runs.put(arm.name(), new ArrayList<>()));
        for (int run = 0; run < bench.options().runs(); run++) {
            for (int turn = 0; turn < ARMS.size(); turn++) {
                Arm arm = ARMS.get((run + turn) % ARMS.size());
                runs.get(arm.name())
                        .add(bench.trial(bench.workload(run, WARM_UP))
                                .run(arm.name() + "-" + run, settings(bench, arm), StragglerPlan.parse(STALLS)));
            }
        }
        bench.progress().say(StrategyTable.of(runs));
        say(bench, "p99 ms", TAIL, runs, RunReport::p99Ms);
        say(bench, "p99.9 ms", TAIL, runs, RunReport::p999Ms);
        say(bench, "instance-ms/answer", COST, runs, StrategyTable::instanceMsPerAnswer);
        return runs.values().stream().flatMap(List::stream).toList();
    }

    private static Map<String, String> settings(Bench bench, Arm arm) {
        Map<String, String> settings = new HashMap<>(COMMON);
        settings.putAll(arm.settings());
        return bench.settings(settings);
    }

    private static void say(
            Bench bench,
            String name,
            ExpectedOrder order,
            Map<String, List<RunReport>> runs,
            ToDoubleFunction<RunReport> figure) {
        Map<String, Double> medians = new HashMap<>();
        runs.forEach((arm, reports) ->
                medians.put(arm, StrategyTable.spread(reports, figure).median()));
        DoubleFunction<String> format = value -> String.format(Locale.ROOT, "%.2f", value);
        bench.progress().say(name + ": " + order.text(medians, format));
    }
}
