package io.parm.lab.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HiccupsTest {

    private static final long MS = 1_000_000;

    private final Hiccups.Lateness one = new Hiccups.Lateness();
    private final Hiccups.Lateness other = new Hiccups.Lateness();

    @Test
    void aLongDelayCountsForEverythingThatWasDueMeanwhile() {
        one.add(0, 0);
        one.add(10 * MS, 13 * MS);
        Stalls stalls = Stalls.of(List.of(one));
        assertThat(stalls.delays().size()).isEqualTo(5);
        assertThat(stalls.delays().quantileMs(1)).isEqualTo(3);
        assertThat(stalls.delays().meanMs()).isEqualTo((3 + 2 + 1) / 5.0);
    }

    @Test
    void moreThanAnyArrayAtFirstHolds() {
        for (int i = 0; i < 100_000; i++) {
            one.add(i, i + 1);
        }
        assertThat(Stalls.of(List.of(one)).delays().size()).isEqualTo(100_000);
    }

    @Test
    void stallsAreMetByTimesThatOverlapThem() {
        one.add(10 * MS, 13 * MS);
        Stalls stalls = Stalls.of(List.of(one));
        assertThat(stalls.meet(0, 10 * MS)).isFalse();
        assertThat(stalls.meet(0, 11 * MS)).isTrue();
        assertThat(stalls.meet(11 * MS, 12 * MS)).isTrue();
        assertThat(stalls.meet(0, 100 * MS)).isTrue();
        assertThat(stalls.meet(12 * MS, 100 * MS)).isTrue();
        assertThat(stalls.meet(13 * MS, 100 * MS)).isFalse();
    }

    @Test
    void whatIsShorterThanTwoMillisecondsIsNoStall() {
        one.add(0, 2 * MS - 1);
        one.add(10 * MS, 12 * MS);
        Stalls stalls = Stalls.of(List.of(one));
        assertThat(stalls.meet(0, 9 * MS)).isFalse();
        assertThat(stalls.meet(9 * MS, 11 * MS)).isTrue();
    }

    @Test
    void aStallThatOneThreadSawIsOneWhateverTheOthersSaw() {
        one.add(0, 10 * MS);
        one.add(30 * MS, 33 * MS);
        other.add(5 * MS, 8 * MS);
        other.add(9 * MS, 20 * MS);
        Stalls stalls = Stalls.of(List.of(one, other));
        assertThat(stalls.meet(15 * MS, 16 * MS)).isTrue();
        assertThat(stalls.meet(19 * MS, 21 * MS)).isTrue();
        assertThat(stalls.meet(20 * MS, 30 * MS)).isFalse();
        assertThat(stalls.meet(32 * MS, 34 * MS)).isTrue();
        assertThat(Stalls.of(List.of()).meet(0, MS)).isFalse();
    }

    @Test
    void watchingEndsWithWhatWasSeen() throws InterruptedException {
        Hiccups hiccups = Hiccups.start();
        assertThat(hiccups.stop().delays().size()).isNotNegative();
    }
}
