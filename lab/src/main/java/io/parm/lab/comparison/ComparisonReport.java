package io.parm.lab.comparison;

import io.parm.lab.demo.ProgressLine;
import io.parm.lab.load.Timeline;
import io.parm.lab.report.ChartStyle;
import io.parm.lab.report.ReportPage;
import io.parm.model.UserError;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.knowm.xchart.XYChart;

/** A folder of a comparison's results: one page that needs no other file, its pictures, its table and every answer. */
final class ComparisonReport {

    private static final int FEW_ARMS = 6;

    private final Comparison comparison;
    private final List<Row> rows;
    private final String sentence;
    private final List<String> remarks;

    /**
     * @param sentence what it shows
     * @param remarks under the table
     */
    ComparisonReport(Comparison comparison, List<Row> rows, String sentence, List<String> remarks) {
        this.comparison = comparison;
        this.rows = rows;
        this.sentence = sentence;
        this.remarks = remarks;
    }

    /** @throws UserError if a file cannot be written */
    void write(Path folder, ProgressLine progress) {
        Map<String, XYChart> plots = plots();
        try {
            Files.createDirectories(folder);
            ReportPage page = new ReportPage(
                    comparison.title(), comparison.about() + " Instances: " + comparison.instances() + ".");
            page.sentence(sentence);
            page.table(
                    ComparisonTable.HEADINGS,
                    rows.stream().map(ComparisonTable::cells).toList());
            remarks.forEach(page::paragraph);
            page.shares(
                    "Answers by source",
                    rows.stream().map(ComparisonReport::label).toList(),
                    rows.stream().map(Row::sourceShares).toList());
            for (Map.Entry<String, XYChart> plot : plots.entrySet()) {
                byte[] png = ChartStyle.png(plot.getValue());
                Files.write(folder.resolve(plot.getKey() + ".png"), png);
                page.picture(png, plot.getValue().getTitle());
            }
            page.write(folder.resolve("report.html"));
            writeRows(folder.resolve("rows.csv"));
            writeAnswers(folder.resolve("answers.csv.gz"));
        } catch (IOException e) {
            throw new UserError("cannot write the report into " + folder + ": " + e.getMessage(), e);
        }
        progress.say("Report: " + folder.resolve("report.html"));
    }

    /** By file name. */
    private Map<String, XYChart> plots() {
        Map<String, XYChart> plots = new LinkedHashMap<>();
        double lastRate = rows.get(rows.size() - 1).qps();
        List<Row> last = rows.stream()
                .filter(row -> row.qps() == lastRate)
                .limit(FEW_ARMS)
                .toList();
        String at = String.format(Locale.ROOT, " at %.0f queries/s, %s instances", lastRate, comparison.instances());
        plots.put("latency", ComparisonPlots.latencies("Latency" + at, last));
        if (rows.get(0).qps() != lastRate) {
            plots.put(
                    "by-rate", ComparisonPlots.byRate("p99.9 by rate, " + comparison.instances() + " instances", rows));
        }
        List<Row> pair = last.stream()
                .filter(row -> List.of(comparison.baseline(), comparison.subject())
                        .contains(row.arm().name()))
                .toList();
        plots.put("timeline", ComparisonPlots.timelines("Every answer" + at, pair));
        return plots;
    }

    private static String label(Row row) {
        return String.format(Locale.ROOT, "%s, %.0f/s", row.arm().name(), row.qps());
    }

    private void writeRows(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", ComparisonTable.HEADINGS));
        rows.forEach(row -> lines.add(String.join(",", ComparisonTable.cells(row))));
        Files.write(file, lines);
    }

    private void writeAnswers(Path file) throws IOException {
        try (Writer out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            out.write("arm,queries/s,run,sent ms,latency ms,source\n");
            for (Row row : rows) {
                for (int run = 0; run < row.runs().size(); run++) {
                    String prefix =
                            String.format(Locale.ROOT, "%s,%.0f,%d", row.arm().name(), row.qps(), run);
                    writeAnswers(out, prefix, row.runs().get(run).timeline());
                }
            }
        }
    }

    private static void writeAnswers(Writer out, String prefix, Timeline timeline) throws IOException {
        for (int i = 0; i < timeline.size(); i++) {
            out.write(String.format(
                    Locale.ROOT,
                    "%s,%.3f,%.3f,%s%n",
                    prefix,
                    timeline.offsetMs(i),
                    timeline.latencyMs(i),
                    timeline.source(i)));
        }
    }
}
