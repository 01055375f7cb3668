package io.parm.lab.bench;

import io.parm.inference.Instance;
import io.parm.inference.InstancePool;
import io.parm.inference.LocalInstances;
import io.parm.inference.PoolLimits;
import io.parm.lab.load.Figures;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.PoolLoad;
import io.parm.lab.report.RunTable;
import io.parm.lab.report.Spread;
import io.parm.lab.report.TextTable;
import io.parm.model.ModelFile;
import io.parm.model.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What taking several waiting queries at once is worth on one local instance: with a queue that is never empty, and with arrivals near the
 * capacity; and whether a batch size that is new is slow.
 */
final class BatchingExperiment implements Experiment {

    private static final int[] SIZES = {1, 2, 4, 8, 16};
    private static final Duration WARM_UP = Duration.ofSeconds(2);

    /** Twice the largest batch is always waiting. */
    private static final int FULL = 48;

    private static final int QUEUE = 10_000;
    private static final double NEAR = 0.9;

    /** What one batch size came to in one run. */
    private record Row(
            double perSecond, double fullP99Ms, double sameP50Ms, double sameP99Ms, double ownP50Ms, double ownP99Ms) {}

    @Override
    public String name() {
        return "batching";
    }

    @Override
    public String summary() {
        return "throughput and latency of one local instance against its batch size";
    }

    /** The arrivals are as many as the instance can bear. */
    @Override
    public double rate() {
        return 0;
    }

    @Override
    public int seconds() {
        return 4;
    }

    @Override
    public List<? extends Figures> run(Bench bench) throws InterruptedException {
        ModelFile model = Service.read(Path.of(Bench.folder(Bench.SERVICE))).deployedModel();
        List<Figures> figures = new ArrayList<>(NewBatchSizes.measure(bench, model));
        Map<Integer, List<Row>> runs = new LinkedHashMap<>();
        for (int run = 0; run < bench.options().runs(); run++) {
            double capacityOfOne = 0;
            for (int size : SIZES) {
                Row row = run(bench, model, size, capacityOfOne, run);
                capacityOfOne = size == 1 ? row.perSecond() : capacityOfOne;
                runs.computeIfAbsent(size, key -> new ArrayList<>()).add(row);
                bench.progress().update("run %d: batches of at most %d".formatted(run + 1, size));
            }
        }
        bench.progress().say(table(runs));
        bench.progress()
                .say(
                        "Medians of %d runs of %d s. Arrivals are Poisson at %.0f %% of the throughput: of batches of one, and of the size's own."
                                .formatted(
                                        bench.options().runs(), bench.options().seconds(), 100 * NEAR));
        runs.forEach((size, rows) -> figures.add(figures(size, rows)));
        return figures;
    }

    private static Row run(Bench bench, ModelFile model, int size, double capacityOfOne, int run)
            throws InterruptedException {
        Duration length = Duration.ofSeconds(bench.options().seconds());
        Instance instance = new LocalInstances().open(model, "deployed-0", size);
        try (InstancePool pool = new InstancePool(
                List.of(instance), model.outputSize(), new PoolLimits(QUEUE, size), System::currentTimeMillis)) {
            PoolLoad load = new PoolLoad(pool, bench.data().inputs());
            load.closed(FULL, WARM_UP);
            PoolLoad.Served full = load.closed(FULL, length);
            long seed = bench.options().seed() + run;
            double ownRate = NEAR * full.perSecond();
            double sameRate = size == 1 ? ownRate : NEAR * capacityOfOne;
            PoolLoad.Served same = load.open(PoissonSchedule.ofDuration(sameRate, length, seed));
            PoolLoad.Served own = load.open(PoissonSchedule.ofDuration(ownRate, length, seed));
            return new Row(
                    full.perSecond(),
                    full.latencies().quantileMs(0.99),
                    same.latencies().quantileMs(0.5),
                    same.latencies().quantileMs(0.99),
                    own.latencies().quantileMs(0.5),
                    own.latencies().quantileMs(0.99));
        }
    }

    private static String table(Map<Integer, List<Row>> runs) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "batch.max-size",
                "throughput/s, full queue",
                "p99 ms",
                "p50 ms, same load",
                "p99 ms",
                "p50 ms, own load",
                "p99 ms"));
        runs.forEach((size, measured) -> rows.add(List.of(
                String.valueOf(size),
                spread(measured, Row::perSecond).text(value -> String.format(Locale.ROOT, "%.0f", value)),
                RunTable.ms(spread(measured, Row::fullP99Ms).median()),
                RunTable.ms(spread(measured, Row::sameP50Ms).median()),
                spread(measured, Row::sameP99Ms).text(RunTable::ms),
                RunTable.ms(spread(measured, Row::ownP50Ms).median()),
                spread(measured, Row::ownP99Ms).text(RunTable::ms))));
        return TextTable.of(rows);
    }

    private static Figures figures(int size, List<Row> rows) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", "batch-" + size);
        fields.put("throughputPerSecond", spread(rows, Row::perSecond).median());
        fields.put("fullP99Ms", spread(rows, Row::fullP99Ms).median());
        fields.put("sameLoadP50Ms", spread(rows, Row::sameP50Ms).median());
        fields.put("sameLoadP99Ms", spread(rows, Row::sameP99Ms).median());
        fields.put("ownLoadP50Ms", spread(rows, Row::ownP50Ms).median());
        fields.put("ownLoadP99Ms", spread(rows, Row::ownP99Ms).median());
        return Figures.of(fields);
    }

    private static Spread spread(List<Row> rows, ToDoubleFunction<Row> figure) {
        return Spread.of(rows.stream().mapToDouble(figure).toArray());
    }
}
