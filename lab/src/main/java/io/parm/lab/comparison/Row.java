package io.parm.lab.comparison;

import io.parm.lab.load.Figures;
import io.parm.lab.load.RunReport;
import io.parm.lab.report.Spread;
import io.parm.schemas.AnswerSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What the runs of one arm at one rate came to: of each figure the median over the runs, with the smallest and largest.
 *
 * @param arm the arm
 * @param qps mean queries per second
 * @param runs one or more
 * @param baseline the baseline's runs at that rate
 * @param ideal what the simulator has for the same arrivals; {@code null} if the instances are real
 */
public record Row(Arm arm, double qps, List<RunReport> runs, List<RunReport> baseline, IdealFigures ideal)
        implements Figures {

    private static final List<AnswerSource> SOURCES =
            List.of(AnswerSource.ORIGINAL, AnswerSource.RECONSTRUCTED, AnswerSource.DEFAULT);

    private static final double MS_PER_SECOND = 1000;

    /** A figure over the runs. */
    public Spread spread(ToDoubleFunction<RunReport> figure) {
        return Spread.of(runs.stream().mapToDouble(figure).toArray());
    }

    /** The gap between p99.9 and the median: the baseline's over this one's. */
    public double gapRatio() {
        return gapMs(baseline) / gapMs(runs);
    }

    private static double gapMs(List<RunReport> reports) {
        return median(reports, RunReport::p999Ms) - median(reports, RunReport::p50Ms);
    }

    /** The same gaps as the paper counts latency: from a query's arrival at the job to its answer, in whole milliseconds. */
    public double jobGapRatio() {
        return jobGapMs(baseline) / jobGapMs(runs);
    }

    private static double jobGapMs(List<RunReport> reports) {
        return median(reports, report -> report.jobLatencies().quantileMs(0.999))
                - median(reports, report -> report.jobLatencies().quantileMs(0.5));
    }

    private static double median(List<RunReport> reports, ToDoubleFunction<RunReport> figure) {
        return Spread.of(reports.stream().mapToDouble(figure).toArray()).median();
    }

    /** For how long 999 of 1000 moments of a run were delayed because this process did not run; {@code null} if nobody looked. */
    public Double hiccupP999Ms() {
        return isWatched(runs)
                ? spread(report -> report.disturbance().hiccups().quantileMs(0.999))
                        .median()
                : null;
    }

    /** Share of the queries that no stall of this process was near; {@code null} if nobody looked. */
    public Double undisturbedShare() {
        return isWatched(runs)
                ? spread(report -> (double) report.disturbance().undisturbed().size()
                                / report.latencies().size())
                        .median()
                : null;
    }

    /** p99.9 of the queries that no stall of this process was near; {@code null} if nobody looked. */
    public Double undisturbedP999Ms() {
        return isWatched(runs) ? undisturbedMs(runs, 0.999) : null;
    }

    /** The gap ratio of these queries alone, the baseline's and this one's; {@code null} if nobody looked. */
    public Double undisturbedGapRatio() {
        return isWatched(runs) && isWatched(baseline) ? undisturbedGapMs(baseline) / undisturbedGapMs(runs) : null;
    }

    private static double undisturbedGapMs(List<RunReport> reports) {
        return undisturbedMs(reports, 0.999) - undisturbedMs(reports, 0.5);
    }

    private static double undisturbedMs(List<RunReport> reports, double quantile) {
        return median(reports, report -> report.disturbance().undisturbed().quantileMs(quantile));
    }

    private static boolean isWatched(List<RunReport> reports) {
        return reports.stream().allMatch(report -> report.disturbance() != null);
    }

    /** Answers of a source, median over the runs. */
    public int answers(AnswerSource source) {
        return (int) Math.round(spread(report -> report.answers().get(source)).median());
    }

    /** Share of the answers by source, median over the runs. */
    public Map<String, Double> sourceShares() {
        Map<String, Double> shares = new LinkedHashMap<>();
        SOURCES.forEach(source -> shares.put(
                source.name().toLowerCase(Locale.ROOT),
                spread(report -> (double) report.answers().get(source) / report.answered())
                        .median()));
        return shares;
    }

    /** Seconds for which instances were busy in a run; NaN where nobody measured, as on remote instances. */
    public Spread instanceSeconds() {
        return spread(
                report -> report.cost() == null ? Double.NaN : report.cost().instanceMsPer(1) / MS_PER_SECOND);
    }

    /** Share of the answers that name the label; {@code null} without labels. */
    public Double accuracy() {
        return runs.get(0).accuracy() == null
                ? null
                : spread(RunReport::accuracy).median();
    }

    @Override
    public String toJson() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", arm.name());
        fields.put("k", arm.k());
        fields.put("qps", qps);
        fields.put("runs", runs.size());
        fields.put("sent", spread(RunReport::sent).median());
        put(fields, "p50Ms", RunReport::p50Ms);
        put(fields, "meanMs", report -> report.latencies().meanMs());
        put(fields, "p99Ms", RunReport::p99Ms);
        put(fields, "p995Ms", RunReport::p995Ms);
        put(fields, "p999Ms", RunReport::p999Ms);
        put(fields, "maxMs", RunReport::maxMs);
        fields.put("gapRatio", finite(gapRatio()));
        put(fields, "jobP50Ms", report -> report.jobLatencies().quantileMs(0.5));
        put(fields, "jobP999Ms", report -> report.jobLatencies().quantileMs(0.999));
        fields.put("jobGapRatio", finite(jobGapRatio()));
        fields.put("idealP50Ms", ideal == null ? null : ideal.p50Ms().median());
        fields.put("idealP999Ms", ideal == null ? null : ideal.p999Ms().median());
        fields.put("idealP999MsRange", ideal == null ? null : range(ideal.p999Ms()));
        fields.put("hiccupP999Ms", hiccupP999Ms());
        fields.put("undisturbedShare", finiteOrNull(undisturbedShare()));
        fields.put("undisturbedP999Ms", finiteOrNull(undisturbedP999Ms()));
        fields.put("undisturbedGapRatio", finiteOrNull(undisturbedGapRatio()));
        fields.put("instanceSeconds", finite(instanceSeconds().median()));
        Map<String, Integer> bySource = new LinkedHashMap<>();
        SOURCES.forEach(source -> bySource.put(source.name(), answers(source)));
        fields.put("answers", bySource);
        fields.put("accuracyOverall", accuracy());
        return Figures.toJson(fields);
    }

    private void put(Map<String, Object> fields, String name, ToDoubleFunction<RunReport> figure) {
        Spread spread = spread(figure);
        fields.put(name, finite(spread.median()));
        fields.put(name + "Range", range(spread));
    }

    private static Double[] range(Spread spread) {
        return new Double[] {finite(spread.low()), finite(spread.high())};
    }

    private static Double finiteOrNull(Double value) {
        return value == null ? null : finite(value);
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
