package io.parm.lab.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OutageTest {

    @Test
    void anOutageIsTheLongestSilenceLessTheUsualOne() {
        assertThat(Outage.nanos(new long[] {0, 10, 15, 115, 120}, 20)).isEqualTo(100 - 10);
    }

    @Test
    void aLaterSilenceCountsAndWhatIsUsualIsNone() {
        assertThat(Outage.nanos(new long[] {0, 10, 15, 20, 70, 75}, 16)).isEqualTo(50 - 10);
        assertThat(Outage.nanos(new long[] {0, 10, 15, 20, 28, 33}, 16)).isZero();
    }

    @Test
    void withoutAnswersBeforeOrAfterThereIsNoFigure() {
        assertThatThrownBy(() -> Outage.nanos(new long[] {5, 6}, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Outage.nanos(new long[] {5, 6}, 7)).isInstanceOf(IllegalArgumentException.class);
    }
}
