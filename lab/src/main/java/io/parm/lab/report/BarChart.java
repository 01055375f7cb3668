package io.parm.lab.report;

import io.parm.lab.report.Svg.Anchor;
import io.parm.lab.report.Svg.Box;
import io.parm.lab.report.Svg.Point;
import java.util.List;

/**
 * Shares as bars from 0 to 1, side by side or one below the other, each with its number.
 *
 * @param names of the rows
 * @param series one bar each per row, in the order of the legend
 * @param absent what stands in for the bar of a share that is not a number
 */
record BarChart(List<String> names, List<Series> series, String absent) {

    private static final int WIDTH = 460;
    private static final int NUMBER = 96;
    private static final int BAR = 15;
    private static final int GAP = 10;
    private static final int LEGEND = 30;
    private static final int SWATCH = 12;
    private static final int LEGEND_STEP = 170;

    /** @param shares one per row */
    record Series(String name, String color, List<Double> shares) {}

    String render() {
        int left = Svg.labelWidth(names);
        int row = series.size() * BAR + GAP;
        int top = series.size() > 1 ? LEGEND : 4;
        Svg svg = new Svg(WIDTH, top + names.size() * row);
        for (int i = 0; i < series.size() && series.size() > 1; i++) {
            double x = left + i * (double) LEGEND_STEP;
            svg.box(new Box(x, 4, SWATCH, SWATCH), series.get(i).color());
            svg.text(
                    new Point(x + SWATCH + 6, 15),
                    Anchor.START,
                    Svg.INK,
                    series.get(i).name());
        }
        for (int i = 0; i < names.size(); i++) {
            double y = top + i * (double) row;
            double middle = y + series.size() * BAR / 2.0 + 5;
            svg.text(new Point(left - 10.0, middle), Anchor.END, Svg.INK, names.get(i));
            for (int bar = 0; bar < series.size(); bar++) {
                draw(
                        svg,
                        new Point(left, y + bar * BAR),
                        series.get(bar).color(),
                        series.get(bar).shares().get(i));
            }
        }
        return svg.render();
    }

    private void draw(Svg svg, Point corner, String color, double share) {
        double length = Double.isNaN(share) ? 0 : share * (WIDTH - corner.x() - NUMBER);
        svg.box(new Box(corner.x(), corner.y() + 1, length, BAR - 2.0), color);
        String number = Double.isNaN(share) ? absent : Html.percent(share);
        svg.text(new Point(corner.x() + length + 6, corner.y() + 12), Anchor.START, Svg.FAINT, number);
    }
}
