package io.parm.lab.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A page of sections from top to bottom that needs no other file: no script, nothing fetched. Not thread-safe. */
public final class ReportPage {

    private static final List<String> COLORS = List.of(Svg.FAINT, Svg.BLUE, Svg.ORANGE, Svg.PINK);

    private final StringBuilder page = new StringBuilder();

    /** @param about a few sentences below the title */
    public ReportPage(String title, String about) {
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(Html.escape(title))
                .append("</title>\n<style>")
                .append(PageStyle.CSS)
                .append("</style></head><body>\n<h1>")
                .append(Html.escape(title))
                .append("</h1>\n<p>")
                .append(Html.escape(about))
                .append("</p>\n");
    }

    /** What the reader should take away. */
    public void sentence(String text) {
        page.append("<section><strong>").append(Html.escape(text)).append("</strong></section>\n");
    }

    /** A remark. */
    public void paragraph(String text) {
        page.append("<p>").append(Html.escape(text)).append("</p>\n");
    }

    /** A table with a heading per column. */
    public void table(List<String> headings, List<List<String>> rows) {
        page.append("<section class=\"wide\"><table><tr>");
        headings.forEach(
                heading -> page.append("<th>").append(Html.escape(heading)).append("</th>"));
        page.append("</tr>\n");
        for (List<String> row : rows) {
            page.append("<tr>");
            row.forEach(cell -> page.append("<td>").append(Html.escape(cell)).append("</td>"));
            page.append("</tr>\n");
        }
        page.append("</table></section>\n");
    }

    /**
     * Shares of a whole as bars.
     *
     * @param names of the rows
     * @param shares by series, one map per row, all with the same keys
     */
    public void shares(String heading, List<String> names, List<Map<String, Double>> shares) {
        List<BarChart.Series> series = new ArrayList<>();
        for (String name : shares.get(0).keySet()) {
            List<Double> values = shares.stream().map(row -> row.get(name)).toList();
            series.add(new BarChart.Series(name, COLORS.get(series.size() % COLORS.size()), values));
        }
        page.append("<section><h2>")
                .append(Html.escape(heading))
                .append("</h2>\n")
                .append(new BarChart(names, series, "–").render())
                .append("</section>\n");
    }

    /** A picture over the whole width. */
    public void picture(byte[] png, String description) {
        page.append("<section><img alt=\"")
                .append(Html.escape(description))
                .append("\" style=\"width:100%\" src=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(png))
                .append("\"></section>\n");
    }

    /** Ends the page and writes it. */
    public void write(Path file) throws IOException {
        Files.writeString(file, page + "</body></html>\n");
    }
}
