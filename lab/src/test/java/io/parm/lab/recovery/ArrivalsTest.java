package io.parm.lab.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    @Test
    void theSilenceOfOnePartitionIsNotHiddenByAnothersAnswers() {
        Arrivals arrivals = new Arrivals(2);
        for (int at = 0; at <= 100; at++) {
            arrivals.add(0, at);
            if (at <= 20 || at >= 90) {
                arrivals.add(1, at);
            }
        }
        assertThat(arrivals.outageNanos(20)).isEqualTo(70 - 1);
    }

    @Test
    void answersOfOnePartitionAloneAreNotSteady() throws InterruptedException {
        long now = System.nanoTime();
        Arrivals arrivals = new Arrivals(2);
        arrivals.add(0, now);
        assertThatThrownBy(() -> arrivals.awaitAfter(now, Duration.ofSeconds(1), Duration.ZERO))
                .isInstanceOf(IllegalStateException.class);
        arrivals.add(1, now);
        arrivals.awaitAfter(now, Duration.ofSeconds(1), Duration.ZERO);
    }
}
