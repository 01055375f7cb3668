package io.parm.lab.report;

import io.parm.lab.report.Svg.Anchor;
import io.parm.lab.report.Svg.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Shares over something, as curves. The vertical axis begins where the shares do, not at 0.
 *
 * @param xTitle what the horizontal axis is
 * @param ticks labels of the horizontal places 0, 1, …
 * @param curves in the order of the legend
 */
record LineChart(String xTitle, List<String> ticks, List<Curve> curves) {

    private static final int WIDTH = 460;
    private static final int HEIGHT = 270;
    private static final int LEFT = 58;
    private static final int RIGHT = 10;
    private static final int TOP = 14;
    private static final int LEGEND_LINE = 22;
    private static final int BOTTOM = 52;
    private static final double[] STEPS = {0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2};
    private static final int MOST_STEPS = 7;

    /**
     * A curve.
     *
     * @param shares by horizontal place; not a number where there is none
     * @param dashed for what is only there to compare with
     */
    record Curve(String name, String color, List<Double> shares, boolean dashed) {}

    String render() {
        int legend = TOP + curves.size() * LEGEND_LINE;
        Svg svg = new Svg(WIDTH, legend + HEIGHT);
        Scale scale = Scale.of(curves, legend + 8, legend + HEIGHT - BOTTOM);
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

    private void axes(Svg svg, Scale scale) {
        for (double share = scale.low; share <= scale.high + 1e-9; share += scale.step) {
            double y = scale.y(share);
            svg.line(new Point(LEFT, y), new Point((double) WIDTH - RIGHT, y), Svg.GRID);
            int decimals = scale.step < 0.01 ? 1 : 0;
            String label = String.format(Locale.ROOT, "%." + decimals + "f %%", 100 * share);
            svg.text(new Point(LEFT - 8.0, y + 5), Anchor.END, Svg.FAINT, label);
        }
        for (int i = 0; i < ticks.size(); i++) {
            svg.text(new Point(x(i), scale.bottom + 20), Anchor.MIDDLE, Svg.FAINT, ticks.get(i));
        }
        svg.text(new Point((LEFT + WIDTH - RIGHT) / 2.0, scale.bottom + 42), Anchor.MIDDLE, Svg.INK, xTitle);
    }

    private void draw(Svg svg, Scale scale, Curve curve) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < curve.shares().size(); i++) {
            if (!Double.isNaN(curve.shares().get(i))) {
                points.add(new Point(x(i), scale.y(curve.shares().get(i))));
            }
        }
        svg.curve(points, curve.color(), curve.dashed());
        if (!curve.dashed()) {
            points.forEach(point -> svg.dot(point, points.size() == 1 ? 6 : 4, curve.color()));
        }
    }

    private double x(int place) {
        double span = (double) WIDTH - LEFT - RIGHT;
        return LEFT + span * (place + 0.5) / ticks.size();
    }

    /** Round shares that hold all points, between two heights. */
    private record Scale(double low, double high, double step, double top, double bottom) {

        static Scale of(List<Curve> curves, double top, double bottom) {
            double min = 1;
            double max = 0;
            for (Curve curve : curves) {
                for (double share : curve.shares()) {
                    min = Double.isNaN(share) ? min : Math.min(min, share);
                    max = Double.isNaN(share) ? max : Math.max(max, share);
                }
            }
            int chosen = 0;
            while (chosen < STEPS.length - 1 && (max - min) / STEPS[chosen] > MOST_STEPS - 2) {
                chosen++;
            }
            double step = STEPS[chosen];
            double low = Math.max(0, Math.floor(min / step - 0.2) * step);
            double high = Math.min(1, Math.ceil(max / step + 0.2) * step);
            return new Scale(low, high, step, top, bottom);
        }

        double y(double share) {
            return bottom - (share - low) / (high - low) * (bottom - top);
        }
    }
}
