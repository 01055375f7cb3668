package io.parm.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecentLatenciesTest {

    private static final long WINDOW = 100;

    private final RecentLatencies recent = new RecentLatencies(WINDOW);

    @Test
    void percentileIsTheLatencyThatItsShareDidNotExceed() {
        for (int ms = 1; ms <= 200; ms++) {
            recent.record(ms, 0);
        }
        assertThat(recent.percentileMs(50, 0)).hasValue(100);
        assertThat(recent.percentileMs(95, 0)).hasValue(190);
        assertThat(recent.percentileMs(99, 0)).hasValue(198);
    }

    @Test
    void thereIsNoneBeforeOneLatencyWouldBeExpectedBeyondIt() {
        assertFirstAfter(90, 10);
        assertFirstAfter(95, 20);
        assertFirstAfter(99, 100);
        assertFirstAfter(99.9, 1000);
    }

    @Test
    void halfAWindowLaterOldLatenciesStillCountAndAWindowLaterTheyDoNot() {
        recordMany(50, 0);
        recordMany(5, WINDOW / 2);
        assertThat(recent.percentileMs(95, WINDOW - 1)).hasValue(50);

        recordMany(5, WINDOW);
        assertThat(recent.percentileMs(95, WINDOW)).hasValue(5);
    }

    @Test
    void afterALongSilenceThereIsNone() {
        recordMany(50, 0);
        assertThat(recent.percentileMs(95, WINDOW)).isEmpty();
    }

    @Test
    void timeThatStepsBackChangesNothing() {
        recordMany(50, 1_000);
        assertThat(recent.percentileMs(95, 500)).hasValue(50);
    }

    @Test
    void latencyBeyondAnHourCountsAsAnHour() {
        for (int i = 0; i < 20; i++) {
            recent.record(Long.MAX_VALUE, 0);
        }
        assertThat(recent.percentileMs(95, 0).orElseThrow()).isBetween(3_600_000L, 3_640_000L);
    }

    @Test
    void windowThatCannotBeHalvedIsRefused() {
        assertThatThrownBy(() -> new RecentLatencies(1)).hasMessage("windowMs must be 2 or more but was 1");
    }

    private void recordMany(long latencyMs, long nowMs) {
        for (int i = 0; i < 20; i++) {
            recent.record(latencyMs, nowMs);
        }
    }

    private static void assertFirstAfter(double percent, int count) {
        RecentLatencies latencies = new RecentLatencies(WINDOW);
        for (int i = 1; i < count; i++) {
            latencies.record(1, 0);
        }
        assertThat(latencies.percentileMs(percent, 0)).isEmpty();
        latencies.record(1, 0);
        assertThat(latencies.percentileMs(percent, 0)).hasValue(1);
    }
}
