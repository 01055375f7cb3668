package io.parm.lab.report;

import java.util.List;

/** Rows of cells as plain text: the first column to the left, the others to the right. */
public final class TextTable {

    private TextTable() {}

    /** The table, each line with its line break; all rows have as many cells as the first. */
    public static String of(List<List<String>> rows) {
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            table.append(line(row, rows)).append('\n');
        }
        return table.toString();
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width = rows.stream()
                    .mapToInt(other -> other.get(at).length())
                    .max()
                    .orElseThrow();
            String padding = " ".repeat(width - row.get(column).length());
            line.append(column == 0 ? row.get(column) + padding : "  " + padding + row.get(column));
        }
        return line.toString().stripTrailing();
    }
}
