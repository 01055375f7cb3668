package io.parm.lab.report;

import io.parm.lab.report.Svg.Anchor;
import io.parm.lab.report.Svg.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Numbers over something, as curves. The vertical axis begins where the numbers do, not at 0.
 *
 * @param xTitle what the horizontal axis is
 * @param ticks labels of the horizontal places 0, 1, …; a blank one is left out
 * @param curves in the order of the legend
 * @param unit of the numbers
 */
record LineChart(String xTitle, List<String> ticks, List<Curve> curves, Unit unit) {

    private static final int WIDTH = 460;
    private static final int HEIGHT = 270;
    private static final int LEFT = 58;
    private static final int RIGHT = 10;
    private static final int TOP = 14;
    private static final int LEGEND_LINE = 22;
    private static final int BOTTOM = 52;

    /** Points closer to each other than these would be make one thick line. */
    private static final int MOST_DOTS = 20;

    /** What the vertical axis counts. */
    enum Unit {
        /** 0 … 1, shown in percent. */
        SHARE(1) {
            @Override
            String label(double value, double step) {
                return String.format(Locale.ROOT, "%." + (step < 0.01 ? 1 : 0) + "f %%", 100 * value);
            }
        },
        /** Numbers of 0 or more. */
        NUMBER(Double.POSITIVE_INFINITY) {
            @Override
            String label(double value, double step) {
                int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step)));
                return String.format(Locale.ROOT, "%." + decimals + "f", value);
            }
        };

        private final double most;

        Unit(double most) {
            this.most = most;
        }

        /** No number is larger. */
        double most() {
            return most;
        }

        /** @param step from one label to the next */
        abstract String label(double value, double step);
    }

    /**
     * A curve.
     *
     * @param values by horizontal place; not a number where there is none
     * @param dashed for what is only there to compare with
     */
    record Curve(String name, String color, List<Double> values, boolean dashed) {}

    String render() {
        int legend = TOP + curves.size() * LEGEND_LINE;
        Svg svg = new Svg(WIDTH, legend + HEIGHT);
        ChartScale scale = ChartScale.of(curves, unit, legend + 8, legend + HEIGHT - BOTTOM);
        axes(svg, scale);
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            double y = TOP + i * (double) LEGEND_LINE;
            svg.curve(List.of(new Point(LEFT, y), new Point(LEFT + 30.0, y)), curve.color(), curve.dashed());
            svg.text(new Point(LEFT + 40.0, y + 5), Anchor.START, Svg.INK, curve.name());
            draw(svg, scale, curve);
        }
        return svg.render();
    }

    private void axes(Svg svg, ChartScale scale) {
        for (double value : scale.labelled()) {
            double y = scale.y(value);
            svg.line(new Point(LEFT, y), new Point((double) WIDTH - RIGHT, y), Svg.GRID);
            svg.text(new Point(LEFT - 8.0, y + 5), Anchor.END, Svg.FAINT, unit.label(value, scale.step()));
        }
        for (int i = 0; i < ticks.size(); i++) {
            if (!ticks.get(i).isBlank()) {
                svg.text(new Point(x(i), scale.bottom() + 20), Anchor.MIDDLE, Svg.FAINT, ticks.get(i));
            }
        }
        svg.text(new Point((LEFT + WIDTH - RIGHT) / 2.0, scale.bottom() + 42), Anchor.MIDDLE, Svg.INK, xTitle);
    }

    private void draw(Svg svg, ChartScale scale, Curve curve) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < curve.values().size(); i++) {
            if (!Double.isNaN(curve.values().get(i))) {
                points.add(new Point(x(i), scale.y(curve.values().get(i))));
            }
        }
        svg.curve(points, curve.color(), curve.dashed());
        if (!curve.dashed() && points.size() <= MOST_DOTS) {
            points.forEach(point -> svg.dot(point, points.size() == 1 ? 6 : 4, curve.color()));
        }
    }

    private double x(int place) {
        double span = (double) WIDTH - LEFT - RIGHT;
        return LEFT + span * (place + 0.5) / ticks.size();
    }
}
