package io.parm.lab.report;

import io.parm.lab.load.RunReport;
import io.parm.schemas.AnswerSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Strategies side by side as a plain-text table: medians over the runs of each, with the smallest and largest where it matters. */
public final class StrategyTable {

    private static final List<String> HEADINGS = List.of(
            "strategy",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "original",
            "reconstructed",
            "default",
            "accuracy",
            "inferences/answer",
            "instance-ms/answer");

    private StrategyTable() {}

    /** @param runs by strategy, in the order of the table; each with its cost */
    public static String of(Map<String, List<RunReport>> runs) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        runs.forEach((strategy, reports) -> rows.add(row(strategy, reports)));
        return TextTable.of(rows);
    }

    /** A figure over runs. */
    public static Spread spread(List<RunReport> reports, ToDoubleFunction<RunReport> figure) {
        return Spread.of(reports.stream().mapToDouble(figure).toArray());
    }

    /** Inferences of either model for each answer. */
    public static double inferencesPerAnswer(RunReport report) {
        return report.cost().inferencesPer(report.answered());
    }

    /** Milliseconds that an instance was busy for each answer. */
    public static double instanceMsPerAnswer(RunReport report) {
        return report.cost().instanceMsPer(report.answered());
    }

    private static List<String> row(String strategy, List<RunReport> reports) {
        return List.of(
                strategy,
                RunTable.ms(spread(reports, RunReport::p50Ms).median()),
                spread(reports, RunReport::p99Ms).text(RunTable::ms),
                spread(reports, RunReport::p999Ms).text(RunTable::ms),
                count(reports, AnswerSource.ORIGINAL),
                count(reports, AnswerSource.RECONSTRUCTED),
                count(reports, AnswerSource.DEFAULT),
                RunTable.percent(
                        spread(reports, report -> orNaN(report.accuracy())).median()),
                decimals(spread(reports, StrategyTable::inferencesPerAnswer).median()),
                spread(reports, StrategyTable::instanceMsPerAnswer).text(StrategyTable::decimals));
    }

    private static String count(List<RunReport> reports, AnswerSource source) {
        double median = spread(reports, report -> report.answers().get(source)).median();
        return String.valueOf(Math.round(median));
    }

    private static double orNaN(Double share) {
        return share == null ? Double.NaN : share;
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
