package io.parm.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ParityCostTest {

    @Test
    void costIsTheLargerOfMultiplicationsAndMeasuredTime() throws IOException {
        assertThat(ParityCost.of(1.05, () -> 0.9)).isEqualTo(1.05);
        assertThat(ParityCost.of(0.9, () -> 1.05)).isEqualTo(1.05);
    }

    @Test
    void tooManyMultiplicationsNeedNoMeasurement() throws IOException {
        assertThat(ParityCost.of(1.56, () -> {
                    throw new AssertionError("measured");
                }))
                .isEqualTo(1.56);
    }

    @Test
    void measuredTimeIsTheCostWhereMultiplicationsAreNotKnown() throws IOException {
        assertThat(ParityCost.of(0, () -> 1.08)).isEqualTo(1.08);
    }
}
