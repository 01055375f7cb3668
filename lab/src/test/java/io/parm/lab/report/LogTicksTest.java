package io.parm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogTicksTest {

    @Test
    void boundsAreTheNextRoundValues() {
        assertThat(LogTicks.below(0.74)).isCloseTo(0.5, within(1e-9));
        assertThat(LogTicks.below(1.99)).isCloseTo(1, within(1e-9));
        assertThat(LogTicks.below(20)).isCloseTo(20, within(1e-9));
        assertThat(LogTicks.above(252)).isCloseTo(500, within(1e-9));
        assertThat(LogTicks.above(2.1)).isCloseTo(5, within(1e-9));
        assertThat(LogTicks.above(51)).isCloseTo(100, within(1e-9));
        assertThat(LogTicks.above(100)).isCloseTo(100, within(1e-9));
    }

    @Test
    void onlyRoundValuesHaveLabels() {
        assertThat(LogTicks.label(0.5)).isEqualTo("0.5");
        assertThat(LogTicks.label(20)).isEqualTo("20");
        assertThat(LogTicks.label(1000)).isEqualTo("1000");
        assertThat(LogTicks.label(30)).isEmpty();
        assertThat(LogTicks.shareLabel(0.01)).isEqualTo("1 %");
        assertThat(LogTicks.shareLabel(0.0001)).isEqualTo("0.01 %");
        assertThat(LogTicks.shareLabel(1)).isEqualTo("100 %");
        assertThat(LogTicks.shareLabel(0.02)).isEmpty();
    }
}
