package io.parm.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.coding.GroupState.Status;
import io.parm.job.metrics.RecordedMetrics;
import io.parm.job.stream.Answer;
import io.parm.job.stream.GroupNotice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link AnswerGroup} keeps in a checkpoint, and how it goes on from one. */
class AnswerGroupCheckpointTest {

    private static final int GROUPS = 40;
    private static final long ARRIVAL = 1_000;
    private static final long DEADLINE = ARRIVAL + AnsweringSubtask.DEADLINE_MS;
    private static final long GIVE_UP = ARRIVAL + AnsweringSubtask.GIVE_UP_MS;
    private static final long END = GIVE_UP + AnsweringSubtask.RETENTION_MS;

    private AnsweringSubtask subtask;

    @BeforeEach
    void open() throws Exception {
        subtask = AnsweringSubtask.alone(new RecordedMetrics(), null);
        subtask.timeIs(ARRIVAL);
    }

    @AfterEach
    void close() throws Exception {
        subtask.close();
    }

    @Test
    void restoredGroupGoesOnAndWhatWasDueMeanwhileIsDueAtOnce() throws Exception {
        subtask.group("g");
        subtask.output("g", 1, 10, 20);
        subtask.output("g", 2, 11, 22);
        restore(subtask.checkpoint());
        subtask.timeIs(DEADLINE + 5);

        assertThat(subtask.sources()).containsExactly(Status.RECONSTRUCTED);
        assertThat(subtask.answers().get(0).envelope().queryId()).isEqualTo("g-0");
        assertThat(subtask.answers().get(0).output()).containsExactly(1, 2);
        subtask.output("g", 0, 1, 2);
        assertThat(subtask.keptEntries()).isZero();
    }

    @Test
    void restoredGroupMeetsTheTimesThatAreStillToCome() throws Exception {
        subtask.group("g");
        subtask.timeIs(DEADLINE + 1);
        restore(subtask.checkpoint());

        subtask.timeIs(GIVE_UP - 1);
        assertThat(subtask.answers()).isEmpty();
        subtask.timeIs(GIVE_UP);
        assertThat(subtask.sources()).containsExactly(Status.DEFAULT, Status.DEFAULT);
        subtask.timeIs(END);
        assertThat(subtask.keptEntries()).isZero();
        assertThat(subtask.timers()).isZero();
    }

    @Test
    void restoredGroupStillTakesItsLastMemberAndItsOutcomes() throws Exception {
        subtask.output("g", 0, 1, 2);
        subtask.query("g", AnsweringSubtask.DEADLINE_MS, AnsweringSubtask.GIVE_UP_MS);
        restore(subtask.checkpoint());
        subtask.tell(GroupNotice.closed("g", 1, 0));

        assertThat(subtask.answers()).as("answered before the checkpoint").isEmpty();
        assertThat(subtask.keptEntries()).isZero();
    }

    @Test
    void checkpointHasTheGroupsThatAreLiveAndNoneThatEndedSinceTheOneBefore() throws Exception {
        subtask.group("ended");
        subtask.group("live");
        assertThat(subtask.keptEntries()).isEqualTo(4);

        for (int index = 0; index <= 2; index++) {
            subtask.output("ended", index, 1, 2);
        }
        assertThat(subtask.keptEntries()).isEqualTo(2);
        restore(subtask.checkpoint());
        subtask.timeIs(GIVE_UP);

        assertThat(ids(subtask.answers())).containsExactly("live-0", "live-1");
    }

    /** The state of the first restart must be gone with the second checkpoint after it. */
    @Test
    void groupThatEndsAfterARestoreIsKeptNoLonger() throws Exception {
        subtask.group("g");
        restore(subtask.checkpoint());
        subtask.timeIs(END);

        assertThat(subtask.keptEntries()).isZero();
    }

    @Test
    void groupsGoToTheSubtasksThatHaveTheirKeysAndEachQueryIsAnsweredOnce() throws Exception {
        for (int i = 0; i < GROUPS; i++) {
            subtask.group("g" + i);
        }
        OperatorSubtaskState one = subtask.checkpoint();

        List<OperatorSubtaskState> two = new ArrayList<>();
        for (int index = 0; index < 2; index++) {
            try (AnsweringSubtask half = AnsweringSubtask.of(2, index, part(one, 1, 2, index))) {
                half.timeIs(ARRIVAL);
                assertThat(half.keptEntries()).isPositive().isLessThan(2 * GROUPS);
                two.add(half.checkpoint());
            }
        }
        OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(two.get(0), two.get(1));
        restore(part(both, 2, 1, 0));
        subtask.timeIs(GIVE_UP);

        assertThat(ids(subtask.answers()))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2 * GROUPS)
                        .mapToObj(i -> "g" + i / 2 + "-" + i % 2)
                        .toList());
    }

    private static OperatorSubtaskState part(OperatorSubtaskState state, int before, int after, int index) {
        return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, AnsweringSubtask.MAX_PARALLELISM, before, after, index);
    }

    private void restore(OperatorSubtaskState state) throws Exception {
        subtask.close();
        subtask = AnsweringSubtask.alone(new RecordedMetrics(), state);
    }

    private static List<String> ids(List<Answer> answers) {
        return answers.stream().map(answer -> answer.envelope().queryId()).toList();
    }
}
