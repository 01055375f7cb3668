package io.parm.lab.bench;

import io.parm.lab.load.Figures;
import io.parm.lab.report.RunTable;
import io.parm.lab.report.TextTable;
import io.parm.lab.simulation.SimulationResult;
import io.parm.lab.simulation.Sweep;
import io.parm.lab.simulation.Sweep.Compared;
import io.parm.lab.simulation.Sweep.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Simulated clusters of up to ten thousand instances: coded groups against the same instances without redundancy. */
final class SweepExperiment implements Experiment {

    private static final List<String> HEADINGS = List.of(
            "m",
            "instances",
            "k",
            "r",
            "load",
            "slowdowns",
            "p50 ms",
            "p99.9 ms",
            "coded p50",
            "coded p99.9",
            "gap ratio",
            "parity load");

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public String summary() {
        return "simulated clusters by size, k, r, load, slowdowns and what is left out; --runs N for N times the queries";
    }

    @Override
    public InstanceKind instances() {
        return InstanceKind.SIMULATED;
    }

    /** The rates follow from the loads. */
    @Override
    public double rate() {
        return 0;
    }

    /** Time is simulated. */
    @Override
    public int seconds() {
        return 0;
    }

    @Override
    public int runs() {
        return 1;
    }

    @Override
    public List<? extends Figures> run(Bench bench) {
        List<List<String>> rows = new ArrayList<>();
        List<Figures> figures = new ArrayList<>();
        rows.add(HEADINGS);
        for (Point point : Sweep.POINTS) {
            bench.progress()
                    .update("%d of %d: m = %d".formatted(figures.size() + 1, Sweep.POINTS.size(), point.deployed()));
            Compared compared =
                    Sweep.run(point, bench.options().runs(), bench.options().seed());
            rows.add(row(point, compared));
            figures.add(figures(point, compared));
        }
        bench.progress().say(TextTable.of(rows));
        bench.progress()
                .say(
                        "Simulated, eager, sum outputs; against all instances as deployed ones at the same rate. Gap: p99.9 − p50.");
        return figures;
    }

    private static List<String> row(Point point, Compared compared) {
        SimulationResult equal = compared.equalResources();
        SimulationResult coded = compared.coded();
        return List.of(
                String.valueOf(point.deployed()),
                String.valueOf(point.instances()),
                String.valueOf(point.k()),
                String.valueOf(point.r()),
                percent(point.load()),
                point.slowdowns().text(),
                RunTable.ms(equal.p50Ms()),
                RunTable.ms(equal.p999Ms()),
                RunTable.ms(coded.p50Ms()),
                RunTable.ms(coded.p999Ms()),
                String.format(Locale.ROOT, "%.2f", compared.gapRatio()),
                percent(coded.parity().utilisation()));
    }

    private static Figures figures(Point point, Compared compared) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", point.name());
        fields.put("deployed", point.deployed());
        fields.put("instances", point.instances());
        fields.put("k", point.k());
        fields.put("r", point.r());
        fields.put("load", point.load());
        fields.put("slowdowns", point.slowdowns().text());
        fields.put("queries", compared.coded().answers().count());
        put(fields, "equalResources", compared.equalResources());
        put(fields, "coded", compared.coded());
        fields.put("reconstructed", compared.coded().answers().reconstructed());
        fields.put("gapRatio", compared.gapRatio());
        return Figures.of(fields);
    }

    private static void put(Map<String, Object> fields, String name, SimulationResult result) {
        fields.put(name + "P50Ms", result.p50Ms());
        fields.put(name + "MeanMs", result.meanMs());
        fields.put(name + "P99Ms", result.p99Ms());
        fields.put(name + "P995Ms", result.p995Ms());
        fields.put(name + "P999Ms", result.p999Ms());
        fields.put(name + "MaxMs", result.maxMs());
        fields.put(name + "DeployedUtilisation", result.deployed().utilisation());
        fields.put(name + "ParityUtilisation", result.parity().utilisation());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
