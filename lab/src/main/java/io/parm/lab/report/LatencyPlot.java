package io.parm.lab.report;

import io.parm.lab.load.RunReport;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Latency distributions of several runs in one picture: for every latency, the share of queries that took at least as long. Both axes
 * are logarithmic, so that the slowest queries, which an average hides, have the most room. Needs no display.
 */
public final class LatencyPlot {

    private static final int WIDTH = 1100;
    private static final int HEIGHT = 680;
    private static final double SMALLEST_SHARE = 1e-4;

    private LatencyPlot() {}

    /**
     * Writes the picture as PNG.
     *
     * @param reports one curve each, in the order of the legend; runs without an answer have none
     * @param deadline marked by a vertical line; {@code null} for none
     * @param file replaced if it is there; its folder is made
     */
    public static void write(String title, List<RunReport> reports, Duration deadline, Path file) throws IOException {
        XYChart chart = chart(title, reports, deadline);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, ChartStyle.png(chart));
    }

    /**
     * The picture.
     *
     * @param reports one curve each, in the order of the legend; runs without an answer have none
     * @param deadline marked by a vertical line; {@code null} for none
     */
    public static XYChart chart(String title, List<RunReport> reports, Duration deadline) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("latency from intended sending to receipt, ms")
                .yAxisTitle("share of queries at least as slow")
                .build();
        style(chart.getStyler());
        List<RunReport> drawn =
                reports.stream().filter(report -> report.answered() > 0).toList();
        xRange(chart.getStyler(), drawn, deadline);
        for (int i = 0; i < drawn.size(); i++) {
            addCurve(chart, drawn.get(i), ChartStyle.color(i));
        }
        if (deadline != null) {
            addDeadline(chart, deadline.toNanos() / 1e6);
        }
        return chart;
    }

    private static void addCurve(XYChart chart, RunReport report, Color color) {
        TailCurve curve = TailCurve.of(report.latencies(), SMALLEST_SHARE);
        String label = String.format(
                Locale.ROOT,
                "%s   p50 %s · p99.9 %s ms",
                report.name(),
                RunTable.ms(report.p50Ms()),
                RunTable.ms(report.p999Ms()));
        XYSeries series = chart.addSeries(label, curve.latenciesMs(), curve.shares());
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(color);
        series.setLineStyle(new BasicStroke(2.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    private static void addDeadline(XYChart chart, double deadlineMs) {
        double[] latenciesMs = {deadlineMs, deadlineMs};
        XYSeries series = chart.addSeries(
                "deadline   " + LogTicks.number(deadlineMs) + " ms", latenciesMs, new double[] {1, SMALLEST_SHARE});
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(ChartStyle.FAINT);
        series.setLineStyle(
                new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 5}, 0));
    }

    private static void xRange(XYStyler styler, List<RunReport> reports, Duration deadline) {
        Stream<Double> edges = reports.stream()
                .flatMap(report -> Stream.of(
                        report.latencies().rankedMs(0), report.latencies().rankedMs(report.answered() - 1)));
        Stream<Double> marks = deadline == null ? Stream.of() : Stream.of(deadline.toNanos() / 1e6);
        List<Double> sorted =
                Stream.concat(edges, marks).filter(ms -> ms > 0).sorted().toList();
        if (!sorted.isEmpty()) {
            styler.setXAxisMin(LogTicks.below(sorted.get(0)));
            styler.setXAxisMax(LogTicks.above(sorted.get(sorted.size() - 1)));
        }
    }

    private static void style(XYStyler styler) {
        styler.setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        styler.setXAxisLogarithmicDecadeOnly(false);
        styler.setYAxisMin(SMALLEST_SHARE).setYAxisMax(1.0);
        styler.setXAxisTickLabelsFormattingFunction(LogTicks::label);
        styler.setYAxisTickLabelsFormattingFunction(LogTicks::shareLabel);
        ChartStyle.apply(styler);
    }
}
