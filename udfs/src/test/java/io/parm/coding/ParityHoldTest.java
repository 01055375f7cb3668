package io.parm.coding;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.coding.ParityHold.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParityHoldTest {

    private static final long DELAY = 10;
    private static final long CLEAR = 1_000;

    @Test
    void parityQueryIsHeldUntilItsDelayIsOverAndNotLonger() {
        ParityHold hold = held(2);

        assertThat(hold.nextTimeMs()).isEqualTo(DELAY);
        assertThat(hold.timeReached(DELAY - 1).verdict()).isEqualTo(Verdict.HELD);
        assertThat(hold.timeReached(DELAY).verdict()).isEqualTo(Verdict.SENT);
    }

    @Test
    void delayOfZeroSendsAtOnceUnlessEverythingIsThere() {
        ParityHold none = ParityHold.create(CLEAR);

        assertThat(none.parityQuery(0, 1, 0, 0).verdict()).isEqualTo(Verdict.SENT);
        assertThat(none.output(0, 0).parityQuery(0, 1, 0, 0).verdict()).isEqualTo(Verdict.NOT_NEEDED);
    }

    @Test
    void outputsOfAllMembersMakeItUnneededAndOfSomeDoNot() {
        assertThat(held(2).output(1, 1).verdict()).isEqualTo(Verdict.HELD);
        assertThat(held(2).output(1, 1).output(0, 2).verdict()).isEqualTo(Verdict.NOT_NEEDED);
    }

    @Test
    void incompleteGroupNeedsOnlyItsMembersOutputs() {
        assertThat(ParityHold.create(CLEAR)
                        .output(0, 0)
                        .parityQuery(0, 1, DELAY, 0)
                        .verdict())
                .isEqualTo(Verdict.NOT_NEEDED);
    }

    @Test
    void failedOriginalSendsAtOnceEvenBeforeTheParityQueryIsThere() {
        assertThat(held(2).failure(0, 1).verdict()).isEqualTo(Verdict.SENT);
        assertThat(ParityHold.create(CLEAR).failure(0, 1).verdict()).isEqualTo(Verdict.SENT);
    }

    @Test
    void delayCountsFromTheFirstOfSeveralParityQueries() {
        ParityHold hold = held(2).parityQuery(1, 2, DELAY, 4);

        assertThat(hold.sinceMs()).isZero();
        assertThat(hold.nextTimeMs()).isEqualTo(DELAY);
    }

    @Test
    void whatComesTwiceCountsOnceAndAsItCameFirst() {
        ParityHold once = held(2).output(0, 1);

        assertThat(once.output(0, 2)).isEqualTo(once);
        assertThat(once.failure(0, 2)).isEqualTo(once);
        assertThat(once.knows(0)).isTrue();
        assertThat(once.knows(1)).isFalse();
    }

    @Test
    void groupIsFinishedWhenAllParityQueriesAndOutcomesAreInOrItsTimeIsOver() {
        ParityHold hold = held(2).output(0, 1).failure(1, 1);

        assertThat(hold.finished(1, 1)).isTrue();
        assertThat(hold.finished(2, 1)).isFalse();
        assertThat(hold.nextTimeMs()).isEqualTo(CLEAR);
        assertThat(hold.finished(2, CLEAR)).isTrue();
        assertThat(ParityHold.create(CLEAR).finished(1, CLEAR - 1)).isFalse();
    }

    /** The last column: orders ((k + 2)! / 2, the end of the delay being after the parity query) times subsets that fail (2^k). */
    @ParameterizedTest
    @CsvSource({"1, 6", "2, 48", "3, 480", "4, 5760", "5, 80640"})
    void everyOrderAndEverySubsetOfFailuresGivesTheVerdictByTheRules(int k, int expectedCases) {
        int cases = 0;
        for (List<Integer> order : Permutations.of(k + 2)) {
            if (order.indexOf(k) < order.indexOf(k + 1)) {
                for (int failed = 0; failed < 1 << k; failed++) {
                    cases++;
                    checkCase(k, order, failed);
                }
            }
        }
        assertThat(cases).isEqualTo(expectedCases);
    }

    /** Event k is the parity query, event k + 1 the end of its delay, the others are outcomes. */
    private static void checkCase(int k, List<Integer> order, int failed) {
        ParityHold hold = ParityHold.create(CLEAR);
        Verdict expected = Verdict.HELD;
        int seen = 0;
        for (int event : order) {
            long now = event == k + 1 ? DELAY : 0;
            hold = event < k
                    ? (failed >> event & 1) == 1 ? hold.failure(event, now) : hold.output(event, now)
                    : event == k ? hold.parityQuery(0, k, DELAY, now) : hold.timeReached(now);
            seen |= 1 << event;
            expected = expected == Verdict.HELD ? byTheRules(k, seen, failed) : expected;
            if (hold.verdict() != expected) {
                throw new AssertionError("order " + order + ", failed " + failed + ": expected " + expected
                        + " but was " + hold.verdict() + " after " + event);
            }
        }
        if (!hold.finished(1, DELAY)) {
            throw new AssertionError("unfinished: order " + order + ", failed " + failed);
        }
    }

    private static Verdict byTheRules(int k, int seen, int failed) {
        boolean parityQuery = (seen >> k & 1) == 1;
        boolean delayOver = (seen >> k + 1 & 1) == 1;
        int originals = (1 << k) - 1;
        if ((seen & failed) != 0) {
            return Verdict.SENT;
        }
        if (parityQuery && (seen & originals) == originals) {
            return Verdict.NOT_NEEDED;
        }
        return delayOver ? Verdict.SENT : Verdict.HELD;
    }

    private static ParityHold held(int members) {
        return ParityHold.create(CLEAR).parityQuery(0, members, DELAY, 0);
    }
}
