package io.parm.lab.comparison;

import io.parm.lab.load.RunReport;
import java.util.List;
import java.util.Locale;

/** What a comparison shows, in a sentence. */
final class ComparisonText {

    private ComparisonText() {}

    /** About the subject against the baseline, at the last rate at which both ran. */
    static String sentence(Comparison comparison, List<Row> rows) {
        Row subject = last(rows, comparison.subject());
        Row baseline = last(rows, comparison.baseline());
        if (subject == null || baseline == null) {
            return "The arms that this comparison is about did not run.";
        }
        return String.format(
                Locale.ROOT,
                "What it shows: at %.0f queries/s on %s instances, %s answers 999 of 1000 queries within %.1f ms where %s needs %.1f ms,"
                        + " at a median of %.1f against %.1f ms: the gap between p99.9 and the median is %s%s.",
                subject.qps(),
                comparison.instances(),
                subject.arm().name(),
                subject.spread(RunReport::p999Ms).median(),
                baseline.arm().name(),
                baseline.spread(RunReport::p999Ms).median(),
                subject.spread(RunReport::p50Ms).median(),
                baseline.spread(RunReport::p50Ms).median(),
                times(subject.gapRatio()),
                paper(subject, baseline));
    }

    /** About the same without what the machine did; empty if nobody watched, or the machine did nothing. */
    static String undisturbed(Comparison comparison, List<Row> rows) {
        Row subject = last(rows, comparison.subject());
        if (subject == null || subject.undisturbedGapRatio() == null || subject.undisturbedShare() == 1) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                " Of the %.0f %% of its queries that no stall of this process was near, and the same of %s, it is %s.",
                100 * subject.undisturbedShare(),
                comparison.baseline(),
                times(subject.undisturbedGapRatio()));
    }

    /** How much less the quick variant says. */
    static String quick(Comparison.Load load) {
        return String.format(
                Locale.ROOT,
                "This is the quick variant: a run is of %,d queries, and its p99.9 rests on the slowest %d.",
                load.queries(),
                Math.max(1, load.queries() / 1000));
    }

    private static String times(double gapRatio) {
        return gapRatio >= 1
                ? String.format(Locale.ROOT, "%.1f times smaller", gapRatio)
                : String.format(Locale.ROOT, "%.1f times larger", 1 / gapRatio);
    }

    private static String paper(Row subject, Row baseline) {
        Arm.PaperRow subjectPaper = subject.arm().paperAt(subject.qps());
        Arm.PaperRow baselinePaper = baseline.arm().paperAt(baseline.qps());
        if (!hasGap(subjectPaper) || !hasGap(baselinePaper)) {
            return "";
        }
        double ratio =
                (baselinePaper.p999Ms() - baselinePaper.p50Ms()) / (subjectPaper.p999Ms() - subjectPaper.p50Ms());
        return String.format(Locale.ROOT, " (the paper's was %.1f)", ratio);
    }

    private static boolean hasGap(Arm.PaperRow paper) {
        return paper != null && paper.p50Ms() != null && paper.p999Ms() != null;
    }

    private static Row last(List<Row> rows, String arm) {
        return rows.stream()
                .filter(row -> row.arm().name().equals(arm))
                .reduce((first, second) -> second)
                .orElse(null);
    }
}
