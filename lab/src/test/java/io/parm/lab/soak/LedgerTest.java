package io.parm.lab.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.schemas.AnswerSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final long SECOND = 1_000_000_000;

    private final Ledger ledger = new Ledger(new long[] {0, SECOND / 2, SECOND, 3 * SECOND});

    @Test
    void aQueryIsLostIfKafkaTookItAndNothingCameOfIt() {
        for (int query = 0; query < 3; query++) {
            ledger.taken(query);
        }
        ledger.refused();
        ledger.answered(0, SECOND, AnswerSource.ORIGINAL);
        ledger.deadLettered(1);

        assertThat(ledger.sent()).isEqualTo(3);
        assertThat(ledger.refusals()).isEqualTo(1);
        assertThat(ledger.answered()).isEqualTo(1);
        assertThat(ledger.lost()).isEqualTo(1);
    }

    @Test
    void anAnswerMayComeBeforeKafkaConfirmsTheQuery() {
        ledger.answered(2, 2 * SECOND, AnswerSource.RECONSTRUCTED);
        ledger.taken(2);

        assertThat(ledger.lost()).isZero();
        assertThat(ledger.sources()).isEqualTo(Map.of(AnswerSource.RECONSTRUCTED, 1));
    }

    @Test
    void aDuplicateIsExplainedByARestartBetweenItsTwoAnswersAlone() {
        ledger.answered(0, 10 * SECOND, AnswerSource.ORIGINAL);
        ledger.answered(0, 20 * SECOND, AnswerSource.ORIGINAL);

        assertThat(ledger.duplicates()).isEqualTo(1);
        assertThat(ledger.unexplained(List.of(15 * SECOND), SECOND)).isZero();
        assertThat(ledger.unexplained(List.of(21 * SECOND), SECOND)).isZero();
        assertThat(ledger.unexplained(List.of(8 * SECOND, 22 * SECOND), SECOND)).isEqualTo(1);
        assertThat(ledger.unexplained(List.of(), SECOND)).isEqualTo(1);
    }

    @Test
    void latenciesCountFromTheIntendedSendingAndByItsSecond() {
        for (int query = 0; query < 4; query++) {
            ledger.taken(query);
        }
        ledger.answered(0, SECOND / 4, AnswerSource.ORIGINAL);
        ledger.answered(1, SECOND, AnswerSource.ORIGINAL);
        ledger.answered(3, 5 * SECOND, AnswerSource.ORIGINAL);

        assertThat(ledger.seconds()).hasSize(4);
        assertThat(ledger.seconds().get(0).quantileMs(1)).isEqualTo(500);
        assertThat(ledger.seconds().get(1).quantileMs(1)).isInfinite();
        assertThat(ledger.seconds().get(2).size()).isZero();
        assertThat(ledger.seconds().get(3).quantileMs(1)).isEqualTo(2000);
        assertThat(ledger.latencies().size()).isEqualTo(4);
    }
}
