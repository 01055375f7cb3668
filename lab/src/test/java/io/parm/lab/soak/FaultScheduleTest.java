package io.parm.lab.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final List<FaultSchedule.Fault> faults = FaultSchedule.of(HALF_AN_HOUR, 1);

    @Test
    void theSameSeedMakesTheSameFaultsAndAnotherOthers() {
        assertThat(FaultSchedule.of(HALF_AN_HOUR, 1)).isEqualTo(faults);
        assertThat(FaultSchedule.of(HALF_AN_HOUR, 2)).isNotEqualTo(faults);
    }

    @Test
    void aFaultComesEveryFewSecondsAndEveryKindComes() {
        assertThat(faults).hasSizeBetween(180, 360);
        assertThat(faults).extracting(FaultSchedule.Fault::kind).contains(FaultKind.values());
        for (int i = 1; i < faults.size(); i++) {
            assertThat(faults.get(i).at().minus(faults.get(i - 1).at()))
                    .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(11));
        }
    }

    @Test
    void theLastQueriesSeeNoNewFault() {
        assertThat(faults.get(faults.size() - 1).at()).isLessThan(HALF_AN_HOUR.minusSeconds(14));
    }
}
