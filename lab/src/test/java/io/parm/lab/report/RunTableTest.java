package io.parm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunTableTest {

    @Test
    void columnsAreAlignedAndMissingFiguresAreDashes() {
        String table = RunTable.of(List.of(ExampleRuns.unprotected(), ExampleRuns.protectedByParity()));
        assertThat(table.lines())
                .containsExactly(
                        "run          sent  answered  twice  original  reconstructed  default  p50 ms  p99 ms  p99.9 ms"
                                + "  acc. original  acc. reconstr.",
                        "none        12000     12000      0     12000              0        0    2.27     172       245"
                                + "         92.2 %               –",
                        "parity k=2  12000     12000      0     11668            332        0    2.27    26.0      30.7"
                                + "         92.4 %          86.4 %");
    }

    @Test
    void aPercentileWithoutAnAnswerIsADash() {
        assertThat(RunTable.ms(Double.POSITIVE_INFINITY)).isEqualTo("–");
        assertThat(RunTable.ms(0.7512)).isEqualTo("0.75");
    }
}
