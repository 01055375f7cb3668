package io.parm.lab.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.report.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicroTableTest {

    private static final List<Measured> ALL = List.of(
            measured("Encode", "encode", "addition", "2", 30, 120),
            measured("Encode", "copy", "", "2", 20, 0),
            measured("Encode", "copy", "", "4", 40, 0),
            measured("Encode", "fresh", "", "2", 60, 240),
            measured("Pool", "handOver", "", "", 500, 700));

    @Test
    void ratioIsToTheCopyOfTheSameBytes() {
        assertThat(MicroTable.ratio(ALL.get(0), ALL, Measured.COPY)).hasValue(1.5);
        assertThat(MicroTable.ratio(ALL.get(0), ALL, Measured.FRESH)).hasValue(0.5);
    }

    @Test
    void copiesAndWhatHasNoCopyHaveNoRatio() {
        assertThat(MicroTable.ratio(ALL.get(1), ALL, Measured.COPY)).isEmpty();
        assertThat(MicroTable.ratio(ALL.get(4), ALL, Measured.COPY)).isEmpty();
    }

    @Test
    void tableHasALineForEach() {
        assertThat(MicroTable.of(ALL).lines())
                .hasSize(1 + ALL.size())
                .anyMatch(line -> line.matches("encode addition +1x28x28 +2 +30.0 \\(29.0 … 31.0\\) +1.50 +0.50 +120"));
    }

    @Test
    void figuresHaveRatiosWhereThereAreAny() {
        assertThat(MicroTable.figures(ALL).get(0).toJson())
                .contains("\"toCopy\":1.5", "\"medianNanos\":30.0", "\"bytesPerOperation\":120.0");
        assertThat(MicroTable.figures(ALL).get(4).toJson()).doesNotContain("toCopy");
    }

    private static Measured measured(
            String subject, String operation, String code, String k, double nanos, double bytes) {
        return new Measured(subject, operation, code, "1x28x28", k, new Spread(nanos - 1, nanos, nanos + 1), bytes);
    }
}
