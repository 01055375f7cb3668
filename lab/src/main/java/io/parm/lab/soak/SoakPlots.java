package io.parm.lab.soak;

import io.parm.lab.load.Latencies;
import io.parm.lab.report.ChartStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A long run's pictures. */
final class SoakPlots {

    private static final int WIDTH = 1600;
    private static final int TALL = 640;
    private static final int LOW = 320;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MEDIAN = 0.5;

    /** Marks of faults stand below all latencies, a row for each kind. */
    private static final double LOWEST_MARK_MS = 0.05;

    private static final double NEXT_MARK = 1.7;

    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.SQUARE,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.CIRCLE,
            SeriesMarkers.TRIANGLE_DOWN,
            SeriesMarkers.CROSS);

    private final SoakResult result;

    SoakPlots(SoakResult result) {
        this.result = result;
    }

    /** The median and the worst latency of each second, and below them what happened when. */
    XYChart timeline() {
        XYChart chart = chart("Latency by second, and faults", "ms, logarithmic", TALL);
        chart.getStyler()
                .setYAxisLogarithmic(true)
                .setYAxisMin(LOWEST_MARK_MS / 2)
                .setMarkerSize(8);
        line(chart, "worst of the second", 0, seconds -> seconds.rankedMs(seconds.answered() - 1));
        line(chart, "median of the second", 1, seconds -> seconds.rankedMs((int) (MEDIAN * seconds.answered())));
        chart.getStyler().setYAxisMax(2 * worstMs());
        double mark = LOWEST_MARK_MS;
        for (FaultKind kind : FaultKind.values()) {
            dots(chart, kind, mark);
            mark *= NEXT_MARK;
        }
        return chart;
    }

    private double worstMs() {
        return result.seconds().stream()
                .filter(seconds -> seconds.answered() > 0)
                .mapToDouble(seconds -> seconds.rankedMs(seconds.answered() - 1))
                .max()
                .orElse(1);
    }

    /** Resident memory of all processes and the heaps of the TaskManagers. */
    XYChart memory() {
        XYChart chart = chart("Memory and open files of all processes", "MiB; open files", LOW);
        samples(chart, "resident, MiB", 1, Vitals.Sample::allResidentMiB);
        samples(chart, "heap of the TaskManagers, MiB", 2, Vitals.Sample::heapMiB);
        samples(chart, "open files", 3, Vitals.Sample::allFiles);
        return chart;
    }

    private void line(XYChart chart, String name, int color, ToDoubleFunction<Latencies> latencyMs) {
        List<Double> seconds = new ArrayList<>();
        List<Double> ms = new ArrayList<>();
        for (int second = 0; second < result.seconds().size(); second++) {
            Latencies latencies = result.seconds().get(second);
            if (latencies.answered() > 0) {
                seconds.add((double) second);
                ms.add(latencyMs.applyAsDouble(latencies));
            }
        }
        add(chart, name, color, seconds, ms);
    }

    private void dots(XYChart chart, FaultKind kind, double markMs) {
        List<Double> seconds = result.marks().stream()
                .filter(mark -> mark.kind() == kind)
                .map(mark -> mark.atNanos() / NANOS_PER_SECOND)
                .toList();
        if (seconds.isEmpty()) {
            return;
        }
        List<Double> heights = seconds.stream().map(second -> markMs).toList();
        XYSeries series = chart.addSeries(kind.text(), seconds, heights);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        series.setMarker(MARKERS.get(kind.ordinal())).setMarkerColor(ChartStyle.color(kind.ordinal() + 2));
    }

    private void samples(XYChart chart, String name, int color, ToDoubleFunction<Vitals.Sample> value) {
        List<Double> seconds = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (Vitals.Sample sample : result.samples()) {
            seconds.add(sample.atNanos() / NANOS_PER_SECOND);
            values.add(value.applyAsDouble(sample));
        }
        add(chart, name, color, seconds, values);
    }

    private static void add(XYChart chart, String name, int color, List<Double> x, List<Double> y) {
        if (!x.isEmpty()) {
            XYSeries series = chart.addSeries(name, x, y);
            series.setLineColor(ChartStyle.color(color));
            series.setMarker(SeriesMarkers.NONE);
        }
    }

    private static XYChart chart(String title, String yTitle, int height) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(height)
                .title(title)
                .xAxisTitle("seconds from the start of the load")
                .yAxisTitle(yTitle)
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
        return chart;
    }
}
