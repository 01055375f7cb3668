package io.parm.lab.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void quantilesAreThoseOfAnIndependentSort() {
        SplittableRandom random = new SplittableRandom(5);
        int tried = 0;
        for (int size : new int[] {1, 2, 3, 10, 99, 100, 101, 1000, 4001, 10_000}) {
            long[] nanos = random.longs(size, 0, 5_000_000_000L).toArray();
            Latencies latencies = new Latencies(nanos, 0);
            for (String quantile : List.of("0.5", "0.9", "0.99", "0.999", "1")) {
                assertThat(latencies.quantileMs(Double.parseDouble(quantile)))
                        .as("%s of %d", quantile, size)
                        .isEqualTo(nearestRank(nanos, new BigDecimal(quantile)) / 1e6);
                tried++;
            }
        }
        assertThat(tried).isEqualTo(50);
    }

    @Test
    void anUnansweredQueryIsInfinitelyLate() {
        Latencies latencies = new Latencies(new long[] {1_000_000, 2_000_000, 3_000_000}, 1);
        assertThat(latencies.quantileMs(0.75)).isEqualTo(3);
        assertThat(latencies.quantileMs(0.76)).isInfinite();
        assertThat(latencies.size()).isEqualTo(4);
    }

    @Test
    void noQueriesHaveNoQuantile() {
        assertThat(new Latencies(new long[0], 0).quantileMs(0.5)).isNaN();
    }

    @Test
    void aQuantileOutsideOfZeroToOneIsRefused() {
        Latencies latencies = new Latencies(new long[] {1}, 0);
        assertThatThrownBy(() -> latencies.quantileMs(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> latencies.quantileMs(99)).isInstanceOf(IllegalArgumentException.class);
    }

    private static long nearestRank(long[] nanos, BigDecimal quantile) {
        int rank = quantile.multiply(BigDecimal.valueOf(nanos.length))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
        return LongStream.of(nanos).sorted().skip(rank - 1).findFirst().orElseThrow();
    }
}
