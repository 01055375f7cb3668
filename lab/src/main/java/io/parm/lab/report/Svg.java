package io.parm.lab.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A picture of lines, boxes and words. Mutable, one thread. */
final class Svg {

    static final String INK = "#222B38";
    static final String FAINT = "#6B7280";
    static final String GRID = "#E3E7EC";

    /** Told apart in grey and by colour-blind people, too (Okabe and Ito). */
    static final String BLUE = "#0072B2";

    static final String ORANGE = "#D55E00";
    static final String GREEN = "#009E73";
    static final String PINK = "#CC79A7";
    static final String SKY = "#56B4E9";

    private static final int LABEL_GAP = 14;
    private static final int LETTER_WIDTH = 8;
    private static final int MOST_LABEL_WIDTH = 220;

    private final StringBuilder shapes = new StringBuilder();
    private final int width;
    private final int height;

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** A place; y grows downwards. */
    record Point(double x, double y) {}

    /** A box by its upper left corner. */
    record Box(double x, double y, double width, double height) {}

    /** Where words are, seen from their point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** Room for names at a chart's left, so that the longest just fits. */
    static int labelWidth(List<String> names) {
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        return LABEL_GAP + Math.min(MOST_LABEL_WIDTH, longest * LETTER_WIDTH);
    }

    Svg line(Point from, Point to, String color) {
        return add("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\"/>", from.x, from.y, to.x, to.y, color);
    }

    Svg curve(List<Point> points, String color, boolean dashed) {
        String path = points.stream()
                .map(point -> number(point.x) + "," + number(point.y))
                .collect(Collectors.joining(" "));
        String dashes = dashed ? " stroke-dasharray=\"6 5\"" : "";
        return add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.2\"%s/>", path, color, dashes);
    }

    Svg dot(Point center, double radius, String color) {
        return add("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"/>", center.x, center.y, radius, color);
    }

    Svg box(Box box, String color) {
        return add(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>",
                box.x, box.y, box.width, box.height, color);
    }

    /** A box's outline. */
    Svg frame(Box box, String color) {
        return add(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
                box.x, box.y, box.width, box.height, color);
    }

    /** A picture that fills the whole. */
    Svg image(String uri) {
        return add("<image href=\"%s\" width=\"%s\" height=\"%s\"/>", uri, (double) width, (double) height);
    }

    Svg text(Point at, Anchor anchor, String color, String text) {
        return add(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
                at.x, at.y, anchor.name().toLowerCase(Locale.ROOT), color, Html.escape(text));
    }

    /** Words that are read from below upwards, and start at their point. */
    Svg steepText(Point at, String text) {
        return add(
                "<text transform=\"translate(%s %s) rotate(-45)\" fill=\"%s\">%s</text>",
                at.x, at.y, INK, Html.escape(text));
    }

    /** The whole, for a page. */
    String render() {
        return "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">%n%s</svg>%n"
                .formatted(width, height, width, height, shapes);
    }

    private Svg add(String format, Object... values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] instanceof Double number ? number(number) : values[i];
        }
        shapes.append(String.format(Locale.ROOT, format, values)).append('\n');
        return this;
    }

    private static String number(double value) {
        return LogTicks.number(Math.rint(value * 10) / 10);
    }
}
