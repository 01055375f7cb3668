package io.parm.lab.report;

import java.util.List;
import java.util.Locale;

/** Pieces of a page. What they are given as text is escaped; what they are given as a cell or a body is a piece already. */
final class Html {

    private Html() {}

    /** Text that no browser takes for markup, in elements and in attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A share in percent; a dash if it is not known. */
    static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** A table with a heading per row and no row of headings. */
    static String rows(List<List<String>> rows) {
        StringBuilder table = new StringBuilder("<table>");
        for (List<String> row : rows) {
            table.append("<tr><th scope=\"row\">").append(row.get(0)).append("</th>");
            row.stream()
                    .skip(1)
                    .forEach(cell -> table.append("<td>").append(cell).append("</td>"));
            table.append("</tr>\n");
        }
        return table.append("</table>\n").toString();
    }

    /** A part of the page: heading, picture or table, and a sentence that says how to read it. */
    static String section(String heading, String body, String note) {
        return "<section><h2>" + escape(heading) + "</h2>\n" + body + "<p class=\"note\">" + escape(note)
                + "</p></section>\n";
    }
}
