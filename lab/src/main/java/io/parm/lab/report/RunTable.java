package io.parm.lab.report;

import io.parm.lab.load.RunReport;
import io.parm.schemas.AnswerSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Run reports as a plain-text table, one run a line. */
public final class RunTable {

    private static final List<String> HEADINGS = List.of(
            "run",
            "sent",
            "answered",
            "twice",
            "original",
            "reconstructed",
            "default",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "acc. original",
            "acc. reconstr.");

    private RunTable() {}

    /** The table, each line with its line break. Accuracies that there are none of, and unanswered percentiles, are dashes. */
    public static String of(List<RunReport> reports) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        reports.forEach(report -> rows.add(row(report)));
        return TextTable.of(rows);
    }

    /** Milliseconds with as many decimals as three digits need. */
    public static String ms(double ms) {
        if (!Double.isFinite(ms)) {
            return "–";
        }
        int decimals = ms < 10 ? 2 : ms < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", ms);
    }

    private static List<String> row(RunReport report) {
        return List.of(
                report.name(),
                String.valueOf(report.sent()),
                String.valueOf(report.answered()),
                String.valueOf(report.duplicates()),
                String.valueOf(report.answers().get(AnswerSource.ORIGINAL)),
                String.valueOf(report.answers().get(AnswerSource.RECONSTRUCTED)),
                String.valueOf(report.answers().get(AnswerSource.DEFAULT)),
                ms(report.p50Ms()),
                ms(report.p99Ms()),
                ms(report.p999Ms()),
                percent(report.accuracyOriginal()),
                percent(report.accuracyReconstructed()));
    }

    static String percent(Double share) {
        return share == null ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
