package io.parm.training.data;

import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A CSV file: values between commas, in double quotes where they hold commas or quotes. The first row is a header if none of its
 * values is a number.
 *
 * @param header column names; empty if there are none
 * @param rows values by row, each as many as columns
 * @param lines the line of each row in the file, from 1
 */
record CsvTable(Path file, List<String> header, List<List<String>> rows, List<Integer> lines) {

    /** @throws UserError if the file cannot be read, is empty, or its rows differ in length */
    static CsvTable read(Path file) {
        List<String> text;
        try {
            text = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UserError(file + " cannot be read as UTF-8 text: " + e, e);
        }
        List<List<String>> rows = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        for (int line = 1; line <= text.size(); line++) {
            String row = text.get(line - 1).replace("\uFEFF", "");
            if (!row.isBlank()) {
                rows.add(values(file, line, row));
                lines.add(line);
            }
        }
        checkLengths(file, rows, lines);
        boolean named = rows.get(0).stream().noneMatch(CsvTable::isNumber);
        int first = named ? 1 : 0;
        return new CsvTable(
                file,
                named ? rows.get(0) : List.of(),
                rows.subList(first, rows.size()),
                lines.subList(first, lines.size()));
    }

    private static void checkLengths(Path file, List<List<String>> rows, List<Integer> lines) {
        if (rows.isEmpty()) {
            throw new UserError(file + " is empty");
        }
        int columns = rows.get(0).size();
        for (int row = 0; row < rows.size(); row++) {
            if (rows.get(row).size() != columns) {
                throw new UserError("%s, line %d: %d values, but line %d has %d"
                        .formatted(file, lines.get(row), rows.get(row).size(), lines.get(0), columns));
            }
        }
        if (columns < 2) {
            throw new UserError(file + " must have a column of labels and at least one of features, between commas");
        }
    }

    private static List<String> values(Path file, int line, String row) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            boolean doubled = quoted && c == '"' && i + 1 < row.length() && row.charAt(i + 1) == '"';
            if (doubled) {
                value.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                values.add(value.toString().strip());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        if (quoted) {
            throw new UserError(file + ", line " + line + ": a quote is opened and not closed in the line");
        }
        values.add(value.toString().strip());
        return values;
    }

    private static boolean isNumber(String value) {
        try {
            Double.parseDouble(value);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    int columns() {
        return rows.isEmpty() ? header.size() : rows.get(0).size();
    }

    /** A name for a column, for messages. */
    String columnName(int column) {
        return header.isEmpty() ? "column " + (column + 1) : "column '" + header.get(column) + "'";
    }

    /** @throws UserError if the value is no finite number */
    float number(int row, int column) {
        String value = rows.get(row).get(column);
        try {
            float number = Float.parseFloat(value);
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UserError(notANumber(row, column, value), e);
        }
        throw new UserError(notANumber(row, column, value));
    }

    private String notANumber(int row, int column, String value) {
        return "%s, line %d, %s must be a finite number but was '%s'"
                .formatted(file, lines.get(row), columnName(column), value);
    }
}
