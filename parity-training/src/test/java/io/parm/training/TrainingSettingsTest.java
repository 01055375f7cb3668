package io.parm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.training.torchscript.Precision;
import org.junit.jupiter.api.Test;

class TrainingSettingsTest {

    @Test
    void settingOutOfBoundsIsNamedWithBoundsAndValue() {
        assertThatThrownBy(() -> TrainingSettings.defaults(0, 1, ParityLoss.DISTILLATION, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("epochs must be 1..10000 but was 0");
        assertThatThrownBy(() -> new TrainingSettings(
                        1, 1, 64, 1e-3, 0, 0.7, 0.1, 0, ParityLoss.DISTILLATION, 0, 0, 0, 1, 1, Precision.FLOAT32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("label-smoothing must be 0..0.5 but was 0.7");
        assertThatThrownBy(() -> new TrainingSettings(
                        1, 1, 64, 0, 0, 0, 0.1, 0, ParityLoss.DISTILLATION, 0, 0, 0, 1, 1, Precision.FLOAT32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("learning-rate must be")
                .hasMessageEndingWith("but was 0");
    }

    @Test
    void learningRateWarmsUpToItsPeakAndFallsToAHundredthOfIt() {
        LearningRate rate = new LearningRate(0.5);
        assertThat(rate.at(0)).isEqualTo(0.005);
        assertThat(rate.at(0.05)).isEqualTo(0.5);
        for (int step = 5; step < 100; step++) {
            assertThat(rate.at((step + 1) / 100.0))
                    .isLessThan(rate.at(step / 100.0))
                    .isPositive();
        }
        assertThat(rate.at(1)).isBetween(0.0049, 0.0051);
    }
}
