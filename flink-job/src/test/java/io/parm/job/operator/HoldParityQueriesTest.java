package io.parm.job.operator;

import static io.parm.job.operator.HoldingSubtask.DELAY;
import static io.parm.job.operator.HoldingSubtask.FIXED;
import static io.parm.job.operator.HoldingSubtask.MARK;
import static io.parm.job.operator.HoldingSubtask.ORPHAN;
import static io.parm.job.operator.HoldingSubtask.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.InferenceResult.Kind;
import io.parm.job.config.ParityDelay;
import io.parm.job.stream.GroupNotice;
import io.parm.job.stream.ModelInput;
import io.parm.job.stream.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldParityQueriesTest {

    private HoldingSubtask subtask;

    @BeforeEach
    void open() throws Exception {
        subtask = HoldingSubtask.with(FIXED, 1);
    }

    @AfterEach
    void close() throws Exception {
        subtask.close();
    }

    @Test
    void onTimeOriginalsMakeTheParityQueryAnOutcomeAndNothingIsKept() throws Exception {
        subtask.parityQuery("g", 0, 2);
        subtask.output("g", 0);
        subtask.output("g", 1);

        assertThat(subtask.sent()).isEmpty();
        assertThat(subtask.notNeeded()).extracting(Outcome::index).containsExactly(2);
        assertThat(subtask.notNeeded()).extracting(Outcome::kind).containsExactly(Kind.NOT_NEEDED);
        subtask.assertNothingKept();
        subtask.timeReached(START + DELAY);
        assertThat(subtask.sent()).isEmpty();
    }

    @Test
    void parityQueryIsSentWhenItsDelayIsOverAndNotBefore() throws Exception {
        subtask.parityQuery("g", 0, 2);
        subtask.output("g", 0);
        subtask.timeReached(START + DELAY - 1);
        assertThat(subtask.sent()).isEmpty();

        subtask.timeReached(START + DELAY);
        assertThat(subtask.sent()).extracting(ModelInput::index).containsExactly(2);
        assertThat(subtask.notNeeded()).isEmpty();
    }

    @Test
    void outcomesAndNoticesPassAtOnce() throws Exception {
        Outcome original = new Outcome("g", 0, Kind.OUTPUT, new float[] {1}, null);
        GroupNotice notice = GroupNotice.closed("g", 2, 1);
        subtask.give(original);
        subtask.give(notice);

        assertThat(subtask.events()).containsExactly(original, notice);
    }

    @Test
    void lateOriginalChangesNothingAndNothingIsKeptAfterIt() throws Exception {
        subtask.parityQuery("g", 0, 2);
        subtask.output("g", 0);
        subtask.timeReached(START + DELAY + 5);
        subtask.output("g", 1);

        assertThat(subtask.sent()).hasSize(1);
        assertThat(subtask.notNeeded()).isEmpty();
        subtask.assertNothingKept();
    }

    @Test
    void outcomeThatComesTwiceCountsOnce() throws Exception {
        subtask.parityQuery("g", 0, 2);
        subtask.output("g", 0);
        subtask.output("g", 0);

        assertThat(subtask.notNeeded()).isEmpty();
        subtask.timeReached(START + DELAY);
        assertThat(subtask.sent()).hasSize(1);
    }

    @Test
    void parityQueryThatComesTwiceIsSentOnce() throws Exception {
        subtask.parityQuery("g", 0, 2);
        subtask.parityQuery("g", 0, 2);
        subtask.timeReached(START + DELAY);
        subtask.parityQuery("g", 0, 2);

        assertThat(subtask.sent()).hasSize(1);
    }

    @Test
    void outcomesBeforeTheParityQueryCountToo() throws Exception {
        subtask.output("g", 1);
        subtask.output("g", 0);
        subtask.parityQuery("g", 0, 2);

        assertThat(subtask.sent()).isEmpty();
        assertThat(subtask.notNeeded()).hasSize(1);
        subtask.assertNothingKept();
    }

    @Test
    void failedOriginalReleasesTheParityQueryAtOnce() throws Exception {
        subtask.parityQuery("g", 0, 2);
        subtask.failure("g", 1);
        assertThat(subtask.sent()).hasSize(1);

        subtask.output("g", 0);
        subtask.assertNothingKept();
    }

    @Test
    void parityQueryAfterAFailureIsNotHeldAtAll() throws Exception {
        subtask.failure("g", 0);
        subtask.parityQuery("g", 0, 2);

        assertThat(subtask.sent()).hasSize(1);
    }

    @Test
    void allParityQueriesOfAGroupGoTheSameWay() throws Exception {
        subtask.close();
        subtask = HoldingSubtask.with(FIXED, 2);
        subtask.parityQuery("late", 0, 2);
        subtask.parityQuery("late", 1, 2);
        subtask.parityQuery("on time", 0, 2);
        subtask.output("on time", 0);
        subtask.output("on time", 1);
        subtask.parityQuery("on time", 1, 2);
        subtask.timeReached(START + DELAY);

        assertThat(subtask.sent()).extracting(ModelInput::toString).containsExactlyInAnyOrder("late/2", "late/3");
        assertThat(subtask.notNeeded()).extracting(Outcome::index).containsExactly(2, 3);
    }

    @Test
    void incompleteGroupWaitsForItsMembersOnly() throws Exception {
        subtask.parityQuery("g", 0, 1);
        subtask.output("g", 0);

        assertThat(subtask.notNeeded()).hasSize(1);
        subtask.assertNothingKept();
    }

    @Test
    void groupWithoutAParityQueryIsForgotten() throws Exception {
        subtask.output("g", 0);
        subtask.output("g", 1);
        subtask.timeReached(START + ORPHAN - 1);
        subtask.assertSomethingKept();

        subtask.timeReached(START + ORPHAN);
        assertThat(subtask.sent()).isEmpty();
        subtask.assertNothingKept();
    }

    @Test
    void groupOfWhichAnOriginalNeverComesIsForgotten() throws Exception {
        subtask.parityQuery("g", 0, 2);
        subtask.output("g", 0);
        subtask.timeReached(START + ORPHAN);

        assertThat(subtask.sent()).hasSize(1);
        subtask.assertNothingKept();
    }

    @Test
    void outcomeAfterTheEndSendsNothingAndIsForgottenToo() throws Exception {
        subtask.parityQuery("g", 0, 1);
        subtask.output("g", 0);
        subtask.output("g", 0);
        subtask.timeReached(START + ORPHAN);

        assertThat(subtask.sent()).isEmpty();
        assertThat(subtask.notNeeded()).hasSize(1);
        subtask.assertNothingKept();
    }

    @Test
    void restoredParityQueryIsStillHeldAndItsTimerFires() throws Exception {
        subtask.parityQuery("late", 0, 2);
        subtask.parityQuery("on time", 0, 2);
        subtask.output("on time", 0);
        subtask = subtask.restored(MARK, 1);
        subtask.output("on time", 1);
        subtask.timeReached(START + DELAY);

        assertThat(subtask.notNeeded()).extracting(Outcome::groupId).containsExactly("on time");
        assertThat(subtask.sent()).extracting(ModelInput::groupId).containsExactly("late");
        assertThat(subtask.sent().get(0).input()).containsExactly(1, 2);
    }

    @Test
    void whatWasHeldAtACheckpointAndIsOverIsNotInTheNext() throws Exception {
        subtask.parityQuery("g", 0, 2);
        subtask.assertSomethingKept();
        subtask.output("g", 0);
        subtask.output("g", 1);

        assertThat(subtask.notNeeded()).hasSize(1);
        subtask.assertNothingKept();
    }

    @Test
    void quantileHoldsAsLongAsMostGroupsNeededOnceEnoughWereMeasured() throws Exception {
        subtask.close();
        subtask = HoldingSubtask.with(new ParityDelay.Quantile(95), 1);
        for (int group = 0; group < 20; group++) {
            subtask.parityQuery("measured-" + group, 0, 1);
        }
        assertThat(subtask.sent()).hasSize(20);
        subtask.timeReached(START + 6);
        for (int group = 0; group < 20; group++) {
            subtask.output("measured-" + group, 0);
        }

        subtask.parityQuery("held", 0, 1);
        subtask.timeReached(START + 6 + 6);
        assertThat(subtask.sent()).hasSize(20);
        subtask.timeReached(START + 6 + 7);
        assertThat(subtask.sent()).hasSize(21);
    }
}
