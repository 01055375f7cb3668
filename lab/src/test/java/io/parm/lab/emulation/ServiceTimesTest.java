package io.parm.lab.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ServiceTimesTest {

    private static final int COUNT = 200_000;
    private static final long SECOND = 1_000_000_000L;

    @Test
    void withoutTransfersTheTimesAreLognormal() {
        ServiceTimes times = new ServiceModel(20, 0.1, 0.5, 10, 0, 1500).open(4, 1);
        double[] logs = IntStream.range(0, COUNT)
                .mapToDouble(i -> Math.log(times.nextNanos(i % 4, i, 1) / 1e6))
                .toArray();
        double mean = Arrays.stream(logs).average().orElseThrow();
        double deviation = Math.sqrt(
                Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum() / COUNT);

        assertThat(mean).isCloseTo(Math.log(20), within(4 * 0.1 / Math.sqrt(COUNT)));
        assertThat(deviation).isCloseTo(0.1, within(4 * 0.1 / Math.sqrt(2.0 * COUNT)));
    }

    @Test
    void transfersAddTheirShareOfDelays() {
        ServiceModel model = new ServiceModel(20, 0, 0.25, 8, 5, 1000);
        ServiceTimes times = model.open(10, 1);
        double delayed = 0;
        double sumMs = 0;
        for (int i = 0; i < COUNT; i++) {
            double ms = times.nextNanos(i % 10, i * (SECOND / 10), 1) / 1e6;
            delayed += ms > 20 + 1e-6 ? 1 : 0;
            sumMs += ms;
        }

        assertThat(sumMs / COUNT).isCloseTo(model.meanMs(10), within(0.1));
        assertThat(model.meanMs(10)).isCloseTo(20 + 2 * 5 * 0.25 * 8 / 10.0, within(1e-9));
        // One transfer at an instance on average: delayed with a probability of a quarter, less what two do to one
        // inference.
        assertThat(delayed / COUNT).isBetween(0.2, 0.25);
    }

    @Test
    void theScaleIsOfTheComputationOnly() {
        assertThat(new ServiceModel(20, 0, 0, 0, 0, 1).open(1, 1).nextNanos(0, 0, 2.5))
                .isEqualTo(50_000_000);
        assertThat(new ServiceModel(20, 0.1, 0.2, 3, 4, 5).scaled(0.5))
                .isEqualTo(new ServiceModel(10, 0.1, 0.2, 3, 4, 5));
    }

    @Test
    void theSameSeedGivesTheSameTimes() {
        ServiceModel model = new ServiceModel(20, 0.1, 0.25, 8, 5, 1000);
        assertThat(nanos(model, 3)).isEqualTo(nanos(model, 3)).isNotEqualTo(nanos(model, 4));
    }

    @Test
    void aTimeThatIsPastIsTakenAsNow() {
        ServiceTimes times = new ServiceModel(20, 0.1, 0.25, 8, 5, 1000).open(10, 1);
        times.nextNanos(0, 100 * SECOND, 1);
        assertThat(times.nextNanos(0, 5, 1)).isPositive();
    }

    @Test
    void valuesOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> new ServiceModel(0, 0, 0, 0, 0, 1)).hasMessage("baseMs is out of bounds: 0.0");
        assertThatThrownBy(() -> new ServiceModel(1, -1, 0, 0, 0, 1)).hasMessage("jitterSigma is out of bounds: -1.0");
        assertThatThrownBy(() -> new ServiceModel(1, 0, 1.1, 0, 0, 1))
                .hasMessage("transferShare is out of bounds: 1.1");
        assertThatThrownBy(() -> new ServiceModel(1, 0, 0, Double.NaN, 0, 1))
                .hasMessage("transferDelayMs is out of bounds: NaN");
        assertThatThrownBy(() -> new ServiceModel(1, 0, 0, 0, 1, 1).open(1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("was 1");
    }

    private static long[] nanos(ServiceModel model, long seed) {
        ServiceTimes times = model.open(10, seed);
        return LongStream.range(0, 1000)
                .map(i -> times.nextNanos((int) (i % 10), i * SECOND / 50, 1))
                .toArray();
    }
}
