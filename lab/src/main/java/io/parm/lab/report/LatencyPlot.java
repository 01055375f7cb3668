package io.parm.lab.report;

import io.parm.lab.load.RunReport;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
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

    private static final Color INK = new Color(0x22, 0x2B, 0x38);
    private static final Color GRID = new Color(0xE3, 0xE7, 0xEC);
    private static final Color DEADLINE = new Color(0x6B, 0x72, 0x80);

    /** Told apart in grey and by colour-blind people, too (Okabe and Ito). */
    private static final Color[] COLORS = {
        new Color(0xD5, 0x5E, 0x00),
        new Color(0x00, 0x72, 0xB2),
        new Color(0x00, 0x9E, 0x73),
        new Color(0xCC, 0x79, 0xA7),
        new Color(0xE6, 0x9F, 0x00),
        new Color(0x56, 0xB4, 0xE9)
    };

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
        ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", file.toFile());
    }

    static XYChart chart(String title, List<RunReport> reports, Duration deadline) {
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
            addCurve(chart, drawn.get(i), COLORS[i % COLORS.length]);
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
        series.setLineColor(DEADLINE);
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
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        styler.setAxisTickLabelsColor(INK).setAxisTickMarksColor(GRID);
        styler.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotMargin(0);
        styler.setPlotBorderVisible(false).setPlotContentSize(1);
        styler.setChartBackgroundColor(Color.WHITE).setChartFontColor(INK).setChartPadding(18);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 19)).setChartTitleBoxVisible(false);
        styler.setLegendPosition(LegendPosition.InsideSW).setLegendBorderColor(GRID);
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14)).setLegendPadding(10);
        styler.setAntiAlias(true).setTextAntiAlias(true);
    }
}
