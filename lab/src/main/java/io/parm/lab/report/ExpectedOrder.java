package io.parm.lab.report;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/**
 * An order that figures should be in: every one of a level at most as large as every one of the next; within a level any order is right. Equal
 * is what differs by less than a twentieth, as figures of the same do.
 *
 * @param levels names, from the smallest figures on
 */
public record ExpectedOrder(List<List<String>> levels) {

    private static final double EQUAL_FROM = 0.95;

    /** Whether it holds. */
    public boolean holds(Map<String, Double> figures) {
        double largestBefore = Double.NEGATIVE_INFINITY;
        for (List<String> level : levels) {
            double before = largestBefore;
            if (level.stream().anyMatch(name -> figures.get(name) < EQUAL_FROM * before)) {
                return false;
            }
            largestBefore = level.stream().mapToDouble(figures::get).max().orElse(before);
        }
        return true;
    }

    /** For people: {@code a 1 ≤ b 2, c 3 ≤ d 4: held}. */
    public String text(Map<String, Double> figures, DoubleFunction<String> format) {
        String order = levels.stream()
                .map(level -> level.stream()
                        .map(name -> name + " " + format.apply(figures.get(name)))
                        .collect(Collectors.joining(", ")))
                .collect(Collectors.joining(" ≤ "));
        return order + (holds(figures) ? ": held" : ": DID NOT HOLD");
    }
}
