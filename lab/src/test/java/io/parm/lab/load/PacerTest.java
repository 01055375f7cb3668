package io.parm.lab.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class PacerTest {

    private final List<Long> parked = new ArrayList<>();
    private long nowNanos = 1000;

    @Test
    void aMomentThatIsOverIsNotWaitedFor() {
        Pacer pacer = new Pacer(() -> nowNanos, parked::add);
        assertThat(pacer.awaitNanos(400)).isEqualTo(600);
        assertThat(parked).isEmpty();
    }

    @Test
    void aParkThatEndsEarlyIsContinued() {
        Pacer pacer = new Pacer(() -> nowNanos, nanos -> {
            parked.add(nanos);
            nowNanos += Math.min(nanos, 30);
        });
        assertThat(pacer.awaitNanos(1070)).isZero();
        assertThat(parked).containsExactly(70L, 40L, 10L);
    }

    @Test
    void aParkThatEndsLateSaysHowLate() {
        Pacer pacer = new Pacer(() -> nowNanos, nanos -> nowNanos += nanos + 5);
        assertThat(pacer.awaitNanos(1070)).isEqualTo(5);
    }

    @Test
    void anInterruptEndsTheWait() {
        Pacer pacer = new Pacer(() -> nowNanos, parked::add);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> pacer.awaitNanos(2000)).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
