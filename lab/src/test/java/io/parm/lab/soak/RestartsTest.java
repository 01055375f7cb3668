package io.parm.lab.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.local.FlinkRest;
import org.junit.jupiter.api.Test;

class RestartsTest {

    private static final long MS = 1_000_000;

    private final Restarts restarts = new Restarts();

    @Test
    void theFirstStartIsNoRestart() {
        look(0, 0, 1_000);
        look(2_000, 0, 2_500);
        look(2_000, 0, 3_000);

        assertThat(restarts.nanos()).isEmpty();
    }

    @Test
    void aRestartIsTakenDownOnceWhenItBeganAndNotWhenItWasSeen() {
        look(2_000, 0, 2_500);
        look(2_000, 7_000, 7_400);
        look(2_000, 7_000, 7_900);
        look(2_000, 9_000, 9_100);

        assertThat(restarts.nanos()).containsExactly(7_000 * MS, 9_000 * MS);
    }

    @Test
    void anotherJobManagerThatTakesOverIsARestartAndThoseBeforeItStayKnown() {
        look(2_000, 0, 2_500);
        look(2_000, 7_000, 7_400);
        look(0, 0, 11_000);
        look(12_000, 0, 12_400);
        look(2_000, 7_000, 12_900);
        look(12_000, 15_000, 15_400);

        assertThat(restarts.nanos()).containsExactly(7_000 * MS, 12_000 * MS, 15_000 * MS);
    }

    /** The load starts at 0 ms. */
    private void look(long startedMs, long restartedMs, long nowMs) {
        restarts.add(new FlinkRest.Starts(startedMs, restartedMs), nowMs, nowMs * MS);
    }
}
