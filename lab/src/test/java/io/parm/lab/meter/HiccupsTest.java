package io.parm.lab.meter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HiccupsTest {

    private static final long MS = 1_000_000;

    @Test
    void aLongDelayCountsForEverythingThatWasDueMeanwhile() {
        Hiccups.Delays delays = new Hiccups.Delays();
        delays.add(0);
        delays.add(3 * MS);
        assertThat(delays.toLatencies().size()).isEqualTo(5);
        assertThat(delays.toLatencies().quantileMs(1)).isEqualTo(3);
        assertThat(delays.toLatencies().meanMs()).isEqualTo((3 + 2 + 1) / 5.0);
    }

    @Test
    void moreThanAnyArrayAtFirstHolds() {
        Hiccups.Delays delays = new Hiccups.Delays();
        for (int i = 0; i < 100_000; i++) {
            delays.add(1);
        }
        assertThat(delays.toLatencies().size()).isEqualTo(100_000);
    }

    @Test
    void watchingEndsWithWhatWasSeen() throws InterruptedException {
        Hiccups hiccups = Hiccups.start();
        assertThat(hiccups.stop().size()).isNotNegative();
    }
}
