package io.parm.lab.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TransfersTest {

    private static final long MS = 1_000_000;

    @Test
    void thereAreAlwaysAsManyEachBetweenTwoInstances() {
        Transfers transfers = new Transfers(18, 4, 1500, new SplittableRandom(1));
        for (long ms = 0; ms < 1_000_000; ms += 100) {
            transfers.advance(ms * MS);
            int ends = 0;
            for (int instance = 0; instance < 18; instance++) {
                ends += transfers.at(instance);
                assertThat(transfers.at(instance)).isBetween(0, 4);
            }
            assertThat(ends).isEqualTo(8);
        }
    }

    @Test
    void everyInstanceHasItsShare() {
        Transfers transfers = new Transfers(5, 2, 10, new SplittableRandom(1));
        double[] sums = new double[5];
        int looks = 100_000;
        for (int look = 0; look < looks; look++) {
            transfers.advance(look * 20L * MS);
            for (int instance = 0; instance < 5; instance++) {
                sums[instance] += transfers.at(instance);
            }
        }
        for (double sum : sums) {
            // Two independent transfers, each here with probability 2/5.
            assertThat(sum / looks).isCloseTo(0.8, within(4 * Math.sqrt(2 * 0.4 * 0.6 / looks)));
        }
    }

    @Test
    void withTwoInstancesBothTakePartInAll() {
        Transfers transfers = new Transfers(2, 3, 10, new SplittableRandom(1));
        transfers.advance(12_345 * MS);
        assertThat(transfers.at(0)).isEqualTo(3);
        assertThat(transfers.at(1)).isEqualTo(3);
    }
}
