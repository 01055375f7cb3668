package io.parm.lab.pipeline;

import io.parm.lab.load.Figures;
import io.parm.lab.report.Spread;
import io.parm.lab.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One figure of several contenders, measured by turns: what each came to, and its ratio to the baseline of the same turn. */
public final class PairedFigure {

    private final String name;
    private final String baseline;
    private final Map<String, Double> limits;
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    /**
     * @param name what it is, with its unit
     * @param baseline the contender that ratios are to
     * @param limits ratios that arithmetic allows, by contender; may be empty
     */
    public PairedFigure(String name, String baseline, Map<String, Double> limits) {
        this.name = name;
        this.baseline = baseline;
        this.limits = limits;
    }

    /** A contender's value of the next turn. */
    public void add(String contender, double value) {
        values.computeIfAbsent(contender, key -> new ArrayList<>()).add(value);
    }

    /** The values of all turns: median (lowest … highest). */
    public String table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                name, "median (lowest … highest)", "by " + baseline, limits.isEmpty() ? "" : "arithmetic limit"));
        values.keySet()
                .forEach(contender -> rows.add(List.of(
                        contender,
                        Spread.of(array(values.get(contender))).text(PairedFigure::number),
                        Spread.of(ratios(contender)).text(ratio -> String.format(Locale.ROOT, "%.2f", ratio)),
                        limits.containsKey(contender)
                                ? String.format(Locale.ROOT, "%.2f", limits.get(contender))
                                : "")));
        return TextTable.of(rows);
    }

    /** The same for machines, every turn's value by contender. */
    public Figures figures() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        values.forEach(fields::put);
        return Figures.of(fields);
    }

    private double[] ratios(String contender) {
        double[] ratios = array(values.get(contender));
        for (int turn = 0; turn < ratios.length; turn++) {
            ratios[turn] /= values.get(baseline).get(turn);
        }
        return ratios;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static String number(double value) {
        int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
