package io.parm.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutliersTest {

    /** Out after 2 failures, or at 5 times the peers' latency and over 20 ms; for 1 s, 2 s, 4 s; half of the pool at most. */
    private final Outliers outliers = new Outliers(new EjectionLimits(2, 5, 20, 1000, 4000, 0.5));

    private final Outliers.Health first = outliers.add();
    private final Outliers.Health second = outliers.add();
    private final Outliers.Health third = outliers.add();
    private final Outliers.Health fourth = outliers.add();
    private long nowMs;

    @Test
    void instanceIsOutAfterSoManyFailuresInARowAndNotBefore() {
        fail(first);
        assertThat(outliers.admits(first, nowMs)).isTrue();
        fail(first);
        assertThat(outliers.admits(first, nowMs)).isFalse();
        assertThat(outliers.out()).isEqualTo(1);
    }

    @Test
    void successBetweenFailuresStartsTheCountAgain() {
        fail(first);
        call(first, 5);
        fail(first);
        assertThat(outliers.out()).isZero();
    }

    @Test
    void readyInstanceIsProbedWithOneCallAndIsInAgainWhenItSucceeds() {
        eject(first);
        assertThat(outliers.isToBeAsked(first, nowMs + 999)).isFalse();
        nowMs += 1000;
        assertThat(outliers.isToBeAsked(first, nowMs)).isTrue();
        assertThat(outliers.isToBeAsked(first, nowMs)).as("asked once").isFalse();
        assertThat(outliers.admits(first, nowMs)).as("no answer yet").isFalse();

        outliers.answered(first, true, nowMs);
        assertThat(outliers.admits(first, nowMs)).isTrue();
        outliers.began(first, nowMs);
        assertThat(outliers.admits(first, nowMs)).as("one probe at a time").isFalse();
        outliers.succeeded(first, nowMs, nowMs + 5);
        assertThat(outliers.admits(first, nowMs + 5)).isTrue();
        assertThat(outliers.out()).isZero();
    }

    @Test
    void callsOfAnInstanceThatHasLeftDoNotCount() {
        eject(first);
        outliers.began(first, nowMs);
        outliers.remove(first);
        outliers.succeeded(first, nowMs, nowMs + 5);
        assertThat(outliers.out()).isZero();

        outliers.remove(second);
        fail(second);
        fail(second);
        assertThat(outliers.out()).isZero();
    }

    @Test
    void timeOutDoublesUpToItsBoundWhileTheProbesFail() {
        eject(first);
        for (long outMs : new long[] {1000, 2000, 4000, 4000}) {
            assertThat(outliers.isToBeAsked(first, nowMs + outMs - 1)).isFalse();
            nowMs += outMs;
            assertThat(outliers.isToBeAsked(first, nowMs)).isTrue();
            outliers.answered(first, true, nowMs);
            fail(first);
        }
    }

    @Test
    void instanceThatIsNotReadyIsNotGivenAQuery() {
        eject(first);
        nowMs += 1000;
        outliers.isToBeAsked(first, nowMs);
        outliers.answered(first, false, nowMs);
        assertThat(outliers.admits(first, nowMs)).isFalse();
        assertThat(outliers.isToBeAsked(first, nowMs + 1999)).isFalse();
        assertThat(outliers.isToBeAsked(first, nowMs + 2000)).isTrue();
    }

    @Test
    void relapseSoonAfterComingInCountsOnAndALaterOneDoesNot() {
        eject(first);
        comeIn(first);
        eject(first);
        assertThat(outliers.isToBeAsked(first, nowMs + 1999))
                .as("2 s the second time")
                .isFalse();
        comeIn(first);
        nowMs += 60_000;
        eject(first);
        assertThat(outliers.isToBeAsked(first, nowMs + 1000)).as("1 s again").isTrue();
    }

    @Test
    void instanceFarSlowerThanItsPeersIsOut() {
        for (int i = 0; i < 10; i++) {
            call(second, 10);
            call(third, 10);
            call(fourth, 10);
            call(first, 49);
        }
        assertThat(outliers.out()).as("less than five times as slow").isZero();
        for (int i = 0; i < 4; i++) {
            call(first, 80);
        }
        call(first, 40);
        assertThat(outliers.out()).as("not five in a row").isZero();
        for (int i = 0; i < 5; i++) {
            call(first, 80);
        }
        assertThat(outliers.admits(first, nowMs)).isFalse();
    }

    @Test
    void quickCallsAreNeverCalledSlow() {
        for (int i = 0; i < 30; i++) {
            call(second, 1);
            call(third, 1);
            call(first, 20);
        }
        assertThat(outliers.out()).isZero();
    }

    @Test
    void probeThatSucceedsButSlowlyLeavesItOut() {
        for (int i = 0; i < 10; i++) {
            call(second, 10);
        }
        eject(first);
        nowMs += 1000;
        outliers.isToBeAsked(first, nowMs);
        outliers.answered(first, true, nowMs);
        call(first, 51);
        assertThat(outliers.out()).isEqualTo(1);
    }

    @Test
    void instanceWithAnOverdueCallGetsNoMoreUntilItEnds() {
        for (int i = 0; i < 10; i++) {
            call(second, 10);
        }
        long sinceMs = nowMs;
        outliers.began(first, sinceMs);
        assertThat(outliers.admits(first, sinceMs + 50)).isTrue();
        assertThat(outliers.admits(first, sinceMs + 51)).isFalse();
        outliers.succeeded(first, sinceMs, sinceMs + 60);
        assertThat(outliers.admits(first, sinceMs + 60)).isTrue();
    }

    @Test
    void neverMoreThanTheShareIsOut() {
        eject(first);
        eject(second);
        fail(third);
        fail(third);
        fail(fourth);
        fail(fourth);
        assertThat(outliers.out()).isEqualTo(2);
        assertThat(outliers.admits(third, nowMs)).isTrue();
        assertThat(outliers.admits(fourth, nowMs)).isTrue();
    }

    @Test
    void singleInstanceIsNeverOut() {
        Outliers alone = new Outliers(new EjectionLimits(1, 5, 20, 1000, 4000, 1));
        Outliers.Health only = alone.add();
        alone.began(only, 0);
        alone.failed(only, 0, 1000, 1);
        assertThat(alone.admits(only, 1)).isTrue();
    }

    @Test
    void callThatRanOutOfLessTimeThanIsNormalSaysNothing() {
        for (int i = 0; i < 10; i++) {
            call(second, 10);
        }
        for (int i = 0; i < 5; i++) {
            outliers.began(first, nowMs);
            outliers.failed(first, nowMs, 3, nowMs + 3);
        }
        assertThat(outliers.out()).isZero();
    }

    @Test
    void instanceThatLeavesCountsNoMore() {
        eject(first);
        outliers.remove(first);
        assertThat(outliers.out()).isZero();
    }

    private void eject(Outliers.Health health) {
        fail(health);
        fail(health);
    }

    private void comeIn(Outliers.Health health) {
        nowMs += 4000;
        outliers.isToBeAsked(health, nowMs);
        outliers.answered(health, true, nowMs);
        call(health, 5);
    }

    private void call(Outliers.Health health, long ms) {
        outliers.began(health, nowMs);
        outliers.succeeded(health, nowMs, nowMs + ms);
        nowMs += ms;
    }

    private void fail(Outliers.Health health) {
        outliers.began(health, nowMs);
        outliers.failed(health, nowMs, 1000, nowMs);
    }
}
