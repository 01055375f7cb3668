package io.parm.lab.comparison;

import io.parm.lab.load.RunReport;
import io.parm.lab.load.Timeline;
import io.parm.lab.report.ChartStyle;
import io.parm.lab.report.LatencyPlot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A comparison's pictures. */
final class ComparisonPlots {

    private static final int WIDTH = 1100;
    private static final int HEIGHT = 520;
    private static final double MS_PER_SECOND = 1000;

    private ComparisonPlots() {}

    /** Latency distributions at one rate, of each arm's run with the median p99.9; the paper's figures as crosses. */
    static XYChart latencies(String title, List<Row> rows) {
        List<RunReport> reports = rows.stream().map(ComparisonPlots::middle).toList();
        XYChart chart = LatencyPlot.chart(title, reports, null);
        for (int i = 0; i < rows.size(); i++) {
            Arm.PaperRow paper = rows.get(i).arm().paperAt(rows.get(i).qps());
            if (paper != null) {
                addPaper(chart, rows.get(i).arm().name(), paper, i);
            }
        }
        return chart;
    }

    private static void addPaper(XYChart chart, String arm, Arm.PaperRow paper, int i) {
        List<Double> ms = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        Double[] figures = {paper.p50Ms(), paper.p99Ms(), paper.p995Ms(), paper.p999Ms()};
        double[] tails = {0.5, 0.01, 0.005, 0.001};
        for (int figure = 0; figure < figures.length; figure++) {
            if (figures[figure] != null) {
                ms.add(figures[figure]);
                shares.add(tails[figure]);
            }
        }
        dots(chart.addSeries(arm + ", paper", ms, shares), i, SeriesMarkers.CROSS);
    }

    /** p99.9 by rate, a curve per arm, with the smallest and largest of the runs; the paper's figures as crosses. */
    static XYChart byRate(String title, List<Row> rows) {
        XYChart chart = chart(title, "queries per second", "p99.9, ms");
        List<Arm> arms = rows.stream().map(Row::arm).distinct().toList();
        for (int i = 0; i < arms.size(); i++) {
            Arm arm = arms.get(i);
            List<Row> own = rows.stream().filter(row -> row.arm().equals(arm)).toList();
            List<Double> rates = own.stream().map(Row::qps).toList();
            List<Double> ms = own.stream()
                    .map(row -> row.spread(RunReport::p999Ms).median())
                    .toList();
            XYSeries series = chart.addSeries(arm.name(), rates, ms);
            series.setLineColor(ChartStyle.color(i));
            series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(ChartStyle.color(i));
            List<Arm.PaperRow> paper =
                    rates.stream().map(arm::paperAt).filter(Objects::nonNull).toList();
            if (!paper.isEmpty()) {
                List<Double> paperMs = paper.stream().map(Arm.PaperRow::p999Ms).toList();
                XYSeries crosses = chart.addSeries(
                        arm.name() + ", paper",
                        paper.stream().map(Arm.PaperRow::qps).toList(),
                        paperMs);
                dots(crosses, i, SeriesMarkers.CROSS);
            }
        }
        return chart;
    }

    /** Every answer of the median run of some arms: when its query was sent, and how long it took. */
    static XYChart timelines(String title, List<Row> rows) {
        XYChart chart = chart(title, "seconds from the start of the load", "latency, ms");
        chart.getStyler().setYAxisLogarithmic(true).setMarkerSize(4);
        for (int i = 0; i < rows.size(); i++) {
            Timeline timeline = middle(rows.get(i)).timeline();
            List<Double> seconds = new ArrayList<>();
            List<Double> ms = new ArrayList<>();
            for (int answer = 0; answer < timeline.size(); answer++) {
                seconds.add(timeline.offsetMs(answer) / MS_PER_SECOND);
                ms.add(timeline.latencyMs(answer));
            }
            dots(chart.addSeries(rows.get(i).arm().name(), seconds, ms), i, SeriesMarkers.CIRCLE);
        }
        return chart;
    }

    private static void dots(XYSeries series, int color, Marker marker) {
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        series.setMarker(marker).setMarkerColor(ChartStyle.color(color));
    }

    private static XYChart chart(String title, String xTitle, String yTitle) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
        return chart;
    }

    /** The run with the median p99.9. */
    static RunReport middle(Row row) {
        List<RunReport> sorted = row.runs().stream()
                .sorted(Comparator.comparingDouble(RunReport::p999Ms))
                .toList();
        return sorted.get(sorted.size() / 2);
    }
}
