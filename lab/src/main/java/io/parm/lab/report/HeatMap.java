package io.parm.lab.report;

import io.parm.lab.report.Svg.Anchor;
import io.parm.lab.report.Svg.Box;
import io.parm.lab.report.Svg.Point;
import io.parm.training.Evaluation.ClassScores;
import java.util.List;
import java.util.Locale;

/** A confusion matrix: what is right is blue, what is not is orange, the more of its row the darker. */
record HeatMap(List<ClassScores> classes) {

    /** Of the last column's label. */
    private static final int OVERHANG = 60;

    private static final int TOP = 86;
    private static final int LARGE = 36;
    private static final int SMALL = 14;

    /** With more classes, cells are too small for numbers. */
    private static final int MOST_NUMBERED = 20;

    private static final int[] WHITE = {255, 255, 255};
    private static final int[] RIGHT = {0, 114, 178};
    private static final int[] WRONG = {213, 94, 0};

    /** A wrong answer is rare beside the right ones; its colour is stretched to be seen. */
    private static final double WRONG_STRETCH = 3;

    String render() {
        int cell = classes.size() > MOST_NUMBERED ? SMALL : LARGE;
        int left = Svg.labelWidth(classes.stream().map(ClassScores::label).toList());
        int side = cell * classes.size();
        Svg svg = new Svg(left + side + OVERHANG, TOP + side + 4);
        for (int i = 0; i < classes.size(); i++) {
            double middle = (i + 0.5) * cell;
            String label = classes.get(i).label();
            svg.text(new Point(left - 8.0, TOP + middle + 5), Anchor.END, Svg.INK, label);
            svg.steepText(new Point(left + middle, TOP - 8.0), label);
            row(svg, i, new Box(left, TOP, cell, cell));
        }
        return svg.render();
    }

    /** @param first cell of the matrix */
    private void row(Svg svg, int truth, Box first) {
        double cell = first.width();
        List<Integer> named = classes.get(truth).reconstructedAs();
        int all = Math.max(1, named.stream().mapToInt(Integer::intValue).sum());
        for (int answer = 0; answer < named.size(); answer++) {
            double share = (double) named.get(answer) / all;
            double x = first.x() + answer * cell;
            double y = first.y() + truth * cell;
            svg.box(new Box(x + 1, y + 1, cell - 2, cell - 2), color(share, answer == truth));
            if (classes.size() <= MOST_NUMBERED && named.get(answer) > 0) {
                String ink = answer == truth && share > 0.5 ? "#FFFFFF" : Svg.INK;
                svg.text(
                        new Point(x + cell / 2.0, y + cell / 2.0 + 5),
                        Anchor.MIDDLE,
                        ink,
                        named.get(answer).toString());
            }
        }
    }

    private static String color(double share, boolean right) {
        int[] full = right ? RIGHT : WRONG;
        double strength = right ? share : Math.min(1, WRONG_STRETCH * share);
        int[] mixed = new int[WHITE.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (int) Math.round(WHITE[i] + (full[i] - WHITE[i]) * (0.04 + 0.96 * strength));
        }
        return String.format(Locale.ROOT, "#%02X%02X%02X", mixed[0], mixed[1], mixed[2]);
    }
}
