package io.parm.job.operator;

import static io.parm.job.operator.HoldingSubtask.FIXED;
import static io.parm.job.operator.HoldingSubtask.MARK;
import static io.parm.job.operator.HoldingSubtask.ORPHAN;
import static io.parm.job.operator.HoldingSubtask.START;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is held when the job goes on with another service. */
class HoldParityQueriesOtherServiceTest {

    private HoldingSubtask subtask;

    @BeforeEach
    void open() throws Exception {
        subtask = HoldingSubtask.with(FIXED, 1);
    }

    @AfterEach
    void close() throws Exception {
        subtask.close();
    }

    /** The parity query of k = 2 has the index of a query of k = 3, and the other way round. */
    @ParameterizedTest
    @CsvSource({"2, 1, k2-22222222-", "3, 1, k3-22222222-", "1, 1, k1-22222222-", "1, 0, k1-22222222-"})
    void whatWasHeldForAnotherServiceIsNotSentAndForgotten(int k, int r, String mark) throws Exception {
        subtask.parityQuery(MARK.text() + "late", 0, 2);
        subtask.parityQuery(MARK.text() + "on time", 0, 2);
        subtask = subtask.restored(new GroupMark(k, mark), r);
        subtask.output(MARK.text() + "on time", 0);
        subtask.output(MARK.text() + "on time", 1);
        subtask.timeReached(START + ORPHAN);

        assertThat(subtask.sent()).isEmpty();
        assertThat(subtask.events()).as("originals pass").hasSize(2);
        subtask.assertNothingKept();
    }

    @Test
    void parityQueryOfAnotherServiceThatComesAfterARestoreIsDropped() throws Exception {
        subtask.parityQuery("k3-22222222-g", 0, 2);

        assertThat(subtask.events()).isEmpty();
        subtask.assertNothingKept();
    }

    /** Nothing says of which code it is, but that no parity query of this one has its index. */
    @Test
    void unmarkedParityQueryThatIsNoneOfThisCodeIsNotSent() throws Exception {
        subtask.parityQuery("old", 0, 2);
        subtask = subtask.restored(new GroupMark(3, "k3-22222222-"), 1);
        subtask.timeReached(START + ORPHAN);

        assertThat(subtask.events()).isEmpty();
        subtask.assertNothingKept();
    }
}
