package io.parm.lab.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SoakReportTest {

    @Test
    void moreDeadLettersThanCorruptRecordsAreNoMistakeInTheSentence() {
        SoakResult result = new SoakResult(
                new Soak.Options(1, 300, 1, Map.of()),
                new SoakResult.Counts(2, 0, 2, 0, 0, 0, 6, 7),
                List.of(),
                Map.of(),
                List.of(),
                3,
                List.of(),
                List.of());

        assertThat(new SoakReport(result, "two").sentence())
                .contains(" 6 corrupt records became 7 dead letters, which a restart may write again.");
    }
}
