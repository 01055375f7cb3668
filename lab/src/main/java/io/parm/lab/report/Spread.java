package io.parm.lab.report;

import java.util.Arrays;
import java.util.function.DoubleFunction;

/** What several runs came to: the smallest, the middle (of an even number the upper one of the two) and the largest. */
public record Spread(double low, double median, double high) {

    /** @param values one or more */
    public static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    /** For people: {@code 43.1 (42.0 … 44.6)}. */
    public String text(DoubleFunction<String> format) {
        return format.apply(median) + " (" + format.apply(low) + " … " + format.apply(high) + ")";
    }
}
