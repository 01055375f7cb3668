package io.parm.lab.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A chart's vertical axis: round numbers that hold all of its curves, between two heights.
 *
 * @param low number at the bottom
 * @param high number at the top
 * @param step from one label to the next
 * @param top height of {@code high}; y grows downwards
 * @param bottom height of {@code low}
 */
record ChartScale(double low, double high, double step, double top, double bottom) {

    private static final int MOST_STEPS = 7;

    private static final double SMALLEST_STEP = 0.002;

    /** From 0.002 to 0.005, 0.01, 0.02 and so on. */
    private static final double[] FACTORS = {2.5, 2, 2};

    /** Around what the curves show, within what the unit knows. */
    static ChartScale of(List<LineChart.Curve> curves, LineChart.Unit unit, double top, double bottom) {
        double min = Double.POSITIVE_INFINITY;
        double max = 0;
        for (LineChart.Curve curve : curves) {
            for (double value : curve.values()) {
                min = Double.isNaN(value) ? min : Math.min(min, value);
                max = Double.isNaN(value) ? max : Math.max(max, value);
            }
        }
        min = Math.min(min, max);
        double step = step(max - min);
        double low = Math.max(0, Math.floor(min / step - 0.2) * step);
        double high = Math.min(unit.most(), Math.ceil(max / step + 0.2) * step);
        return new ChartScale(low, high, step, top, bottom);
    }

    private static double step(double range) {
        double step = SMALLEST_STEP;
        for (int i = 0; range / step > MOST_STEPS - 2; i++) {
            step *= FACTORS[i % FACTORS.length];
        }
        return step;
    }

    /** The numbers that get a label and a line. */
    List<Double> labelled() {
        int steps = (int) Math.floor((high - low) / step + 1e-6);
        return IntStream.rangeClosed(0, steps).mapToObj(i -> low + i * step).toList();
    }

    double y(double value) {
        return bottom - (value - low) / (high - low) * (bottom - top);
    }
}
