package io.parm.lab.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoissonScheduleTest {

    private static final int COUNT = 200_000;

    @Test
    void gapsHaveTheMeanAndTheVarianceOfAnExponential() {
        double[] gapsMs = gapsMs(PoissonSchedule.ofCount(400, COUNT, 7));
        double mean =
                IntStream.range(0, COUNT).mapToDouble(i -> gapsMs[i]).average().orElseThrow();
        double variance = IntStream.range(0, COUNT)
                .mapToDouble(i -> (gapsMs[i] - mean) * (gapsMs[i] - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(2.5, within(0.02));
        assertThat(variance).isCloseTo(2.5 * 2.5, within(0.12));
    }

    @Test
    void theShareOfLongGapsIsTheExponentials() {
        double[] gapsMs = gapsMs(PoissonSchedule.ofCount(1000, COUNT, 7));
        double share =
                (double) IntStream.range(0, COUNT).filter(i -> gapsMs[i] > 3).count() / COUNT;
        assertThat(share).isCloseTo(Math.exp(-3), within(0.002));
    }

    @Test
    void theSameSeedGivesTheSameSchedule() {
        PoissonSchedule first = PoissonSchedule.ofCount(200, 1000, 42);
        PoissonSchedule second = PoissonSchedule.ofCount(200, 1000, 42);
        PoissonSchedule other = PoissonSchedule.ofCount(200, 1000, 43);
        assertThat(offsets(first)).isEqualTo(offsets(second)).isNotEqualTo(offsets(other));
    }

    @Test
    void aScheduleOfADurationIsThePrefixOfALongerOne() {
        PoissonSchedule tenSeconds = PoissonSchedule.ofDuration(400, Duration.ofSeconds(10), 3);
        PoissonSchedule longer = PoissonSchedule.ofCount(400, 10_000, 3);
        assertThat(tenSeconds.size()).isBetween(3800, 4200);
        assertThat(offsets(longer)).startsWith(offsets(tenSeconds));
        assertThat(longer.offsetNanos(tenSeconds.size())).isGreaterThanOrEqualTo(10_000_000_000L);
    }

    @Test
    void offsetsNeverGoBack() {
        assertThat(offsets(PoissonSchedule.ofCount(1e6, 10_000, 1))).isSorted();
    }

    @Test
    void aRateThatIsNoRateIsRefused() {
        for (double rate : new double[] {0, -1, 2e6, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> PoissonSchedule.ofCount(rate, 1, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("but was " + rate);
        }
        assertThatThrownBy(() -> PoissonSchedule.ofCount(1, 0, 0)).hasMessage("count must be 1 or more but was 0");
    }

    @Test
    void anotherScheduleBeginsWhenTheLengthOfTheFirstIsOver() {
        PoissonSchedule first = PoissonSchedule.ofDuration(100, Duration.ofSeconds(2), 1);
        PoissonSchedule next = PoissonSchedule.ofDuration(50, Duration.ofSeconds(1), 2);
        PoissonSchedule both = first.then(Duration.ofSeconds(2), next);

        assertThat(both.size()).isEqualTo(first.size() + next.size());
        assertThat(both.offsetNanos(first.size() - 1)).isEqualTo(first.offsetNanos(first.size() - 1));
        assertThat(both.offsetNanos(first.size())).isEqualTo(2_000_000_000L + next.offsetNanos(0));
        assertThatThrownBy(() -> first.then(Duration.ofSeconds(1), next))
                .hasMessage("length must be at least that of the schedule but was PT1S");
    }

    private static long[] offsets(PoissonSchedule schedule) {
        return IntStream.range(0, schedule.size())
                .mapToLong(schedule::offsetNanos)
                .toArray();
    }

    private static double[] gapsMs(PoissonSchedule schedule) {
        return IntStream.range(0, schedule.size())
                .mapToDouble(i -> (schedule.offsetNanos(i) - (i == 0 ? 0 : schedule.offsetNanos(i - 1))) / 1e6)
                .toArray();
    }
}
