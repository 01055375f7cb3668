package io.parm.lab.simulation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/**
 * Looks for a minimum of a function that has no derivative: the simplex of Nelder and Mead, with their coefficients. Not thread-safe.
 */
final class NelderMead {

    private final ToDoubleFunction<double[]> function;
    private final Vertex[] simplex;
    private int triesLeft;

    private record Vertex(double[] point, double value) {}

    private NelderMead(ToDoubleFunction<double[]> function, double[] start, double[] steps, int tries) {
        this.function = function;
        this.triesLeft = tries;
        this.simplex = new Vertex[start.length + 1];
        simplex[0] = at(start);
        for (int i = 0; i < start.length; i++) {
            double[] point = start.clone();
            point[i] += steps[i];
            simplex[i + 1] = at(point);
        }
    }

    /**
     * @param steps how far to look at first, by coordinate, none 0
     * @param tries of the function, about
     * @return the best point that was tried
     */
    static double[] minimum(ToDoubleFunction<double[]> function, double[] start, double[] steps, int tries) {
        NelderMead search = new NelderMead(function, start, steps, tries);
        while (search.triesLeft > 0) {
            search.improve();
        }
        search.sort();
        return search.simplex[0].point();
    }

    private void improve() {
        sort();
        int last = simplex.length - 1;
        Vertex worst = simplex[last];
        Vertex reflected = along(-1);
        if (reflected.value() < simplex[0].value()) {
            Vertex expanded = along(-2);
            simplex[last] = expanded.value() < reflected.value() ? expanded : reflected;
        } else if (reflected.value() < simplex[last - 1].value()) {
            simplex[last] = reflected;
        } else {
            Vertex contracted = along(reflected.value() < worst.value() ? -0.5 : 0.5);
            if (contracted.value() < Math.min(reflected.value(), worst.value())) {
                simplex[last] = contracted;
            } else {
                shrink();
            }
        }
    }

    private void shrink() {
        double[] best = simplex[0].point();
        for (int i = 1; i < simplex.length; i++) {
            double[] point = simplex[i].point().clone();
            for (int j = 0; j < point.length; j++) {
                point[j] = (point[j] + best[j]) / 2;
            }
            simplex[i] = at(point);
        }
    }

    /** On the line from the centre of all but the worst (0) to the worst (1). */
    private Vertex along(double position) {
        int last = simplex.length - 1;
        double[] point = new double[last];
        for (int j = 0; j < last; j++) {
            double centre = 0;
            for (int i = 0; i < last; i++) {
                centre += simplex[i].point()[j] / last;
            }
            point[j] = centre + position * (simplex[last].point()[j] - centre);
        }
        return at(point);
    }

    private Vertex at(double[] point) {
        triesLeft--;
        return new Vertex(point, function.applyAsDouble(point));
    }

    private void sort() {
        Arrays.sort(simplex, Comparator.comparingDouble(Vertex::value));
    }
}
