package io.parm.lab.comparison;

import io.parm.lab.load.RunReport;
import io.parm.lab.report.RunTable;
import io.parm.lab.report.TextTable;
import io.parm.schemas.AnswerSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison's rows as a plain-text table: medians over runs, of p99.9 and its ideal the smallest and largest too; the paper's figures beside them. */
final class ComparisonTable {

    static final List<String> HEADINGS = List.of(
            "arm",
            "queries/s",
            "p50 ms",
            "mean ms",
            "p99 ms",
            "p99.5 ms",
            "p99.9 ms",
            "paper p99.9",
            "ideal p99.9",
            "hiccup p99.9",
            "max ms",
            "gap ratio",
            "in the job: p50",
            "p99.9",
            "gap ratio",
            "undisturbed",
            "p99.9",
            "gap ratio",
            "original",
            "reconstructed",
            "default",
            "accuracy",
            "instance-s");

    private ComparisonTable() {}

    static String of(List<Row> rows) {
        List<List<String>> table = new ArrayList<>();
        table.add(HEADINGS);
        rows.forEach(row -> table.add(cells(row)));
        return TextTable.of(table);
    }

    static List<String> cells(Row row) {
        Arm.PaperRow paper = row.arm().paperAt(row.qps());
        return List.of(
                row.arm().name(),
                String.format(Locale.ROOT, "%.0f", row.qps()),
                RunTable.ms(row.spread(RunReport::p50Ms).median()),
                RunTable.ms(row.spread(report -> report.latencies().meanMs()).median()),
                RunTable.ms(row.spread(RunReport::p99Ms).median()),
                RunTable.ms(row.spread(RunReport::p995Ms).median()),
                row.spread(RunReport::p999Ms).text(RunTable::ms),
                paper == null || paper.p999Ms() == null ? "–" : RunTable.ms(paper.p999Ms()),
                row.ideal() == null ? "–" : row.ideal().p999Ms().text(RunTable::ms),
                row.hiccupP999Ms() == null ? "–" : RunTable.ms(row.hiccupP999Ms()),
                RunTable.ms(row.spread(RunReport::maxMs).median()),
                decimals(row.gapRatio()),
                jobMs(row, 0.5),
                jobMs(row, 0.999),
                decimals(row.jobGapRatio()),
                percent(row.undisturbedShare(), 0),
                row.undisturbedP999Ms() == null ? "–" : RunTable.ms(row.undisturbedP999Ms()),
                row.undisturbedGapRatio() == null ? "–" : decimals(row.undisturbedGapRatio()),
                String.valueOf(row.answers(AnswerSource.ORIGINAL)),
                String.valueOf(row.answers(AnswerSource.RECONSTRUCTED)),
                String.valueOf(row.answers(AnswerSource.DEFAULT)),
                percent(row.accuracy(), 2),
                instanceSeconds(row.instanceSeconds().median()));
    }

    private static String percent(Double share, int digits) {
        return share == null ? "–" : String.format(Locale.ROOT, "%." + digits + "f %%", 100 * share);
    }

    private static String instanceSeconds(double seconds) {
        return Double.isNaN(seconds) ? "–" : String.format(Locale.ROOT, "%.1f", seconds);
    }

    private static String jobMs(Row row, double quantile) {
        return RunTable.ms(
                row.spread(report -> report.jobLatencies().quantileMs(quantile)).median());
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
