package io.parm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectedOrderTest {

    private final ExpectedOrder order = new ExpectedOrder(List.of(List.of("a"), List.of("b", "c"), List.of("d")));

    @Test
    void holdsIfNoLevelGoesBelowTheOneBefore() {
        assertThat(order.holds(Map.of("a", 1.0, "b", 3.0, "c", 2.0, "d", 3.0))).isTrue();
        assertThat(order.holds(Map.of("a", 2.5, "b", 3.0, "c", 2.0, "d", 4.0))).isFalse();
        assertThat(order.holds(Map.of("a", 1.0, "b", 3.0, "c", 2.0, "d", 2.5))).isFalse();
    }

    @Test
    void aTwentiethIsNoDifference() {
        assertThat(order.holds(Map.of("a", 2.0, "b", 3.0, "c", 1.91, "d", 2.86)))
                .isTrue();
        assertThat(order.holds(Map.of("a", 2.0, "b", 3.0, "c", 1.89, "d", 3.0))).isFalse();
    }

    @Test
    void anUnansweredPercentileIsTheLargest() {
        double never = Double.POSITIVE_INFINITY;
        assertThat(order.holds(Map.of("a", 1.0, "b", 3.0, "c", 2.0, "d", never)))
                .isTrue();
        assertThat(order.holds(Map.of("a", never, "b", 3.0, "c", 2.0, "d", never)))
                .isFalse();
    }

    @Test
    void theTextHasEveryFigureAndTheVerdict() {
        Map<String, Double> figures = Map.of("a", 1.0, "b", 3.0, "c", 2.0, "d", 4.0);
        assertThat(order.text(figures, value -> String.valueOf((int) value))).isEqualTo("a 1 ≤ b 3, c 2 ≤ d 4: held");
    }
}
