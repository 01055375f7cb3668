package io.parm.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.coding.GroupState.Status;
import io.parm.inference.InferenceResult.Kind;
import io.parm.job.metrics.JobMetrics;
import io.parm.job.metrics.RecordedMetrics;
import io.parm.job.stream.Answer;
import io.parm.job.stream.ModelInput;
import io.parm.job.stream.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerGroupTest {

    private static final long ARRIVAL = 1_000;
    private static final long DEADLINE = ARRIVAL + AnsweringSubtask.DEADLINE_MS;
    private static final long GIVE_UP = ARRIVAL + AnsweringSubtask.GIVE_UP_MS;
    private static final long RETENTION = AnsweringSubtask.RETENTION_MS;
    private static final float[] FIRST = {1, 2};
    private static final float[] SECOND = {10, 20};
    private static final float[] SUM = {11, 22};

    private final RecordedMetrics recorded = new RecordedMetrics();
    private AnsweringSubtask subtask;

    @BeforeEach
    void open() throws Exception {
        subtask = AnsweringSubtask.alone(recorded, null);
        subtask.timeIs(ARRIVAL);
    }

    @AfterEach
    void close() throws Exception {
        subtask.close();
    }

    @Test
    void onTimeOutputsAnswerAtOnceAndNothingIsKeptAfterTheLastOutcome() throws Exception {
        subtask.group("g");
        subtask.output("g", 0, FIRST);
        subtask.output("g", 1, SECOND);
        assertThat(subtask.sources()).containsExactly(Status.ORIGINAL, Status.ORIGINAL);

        subtask.output("g", 2, SUM);
        assertNothingKept();
    }

    @Test
    void lateQueryIsReconstructedAtTheDeadlineAndNotBefore() throws Exception {
        subtask.group("g");
        subtask.output("g", 1, SECOND);
        subtask.output("g", 2, SUM);

        subtask.timeIs(DEADLINE - 1);
        assertThat(subtask.answers()).hasSize(1);

        subtask.timeIs(DEADLINE);
        Answer answer = subtask.answers().get(1);
        assertThat(answer.source()).isEqualTo(Status.RECONSTRUCTED);
        assertThat(answer.output()).containsExactly(FIRST);
        assertThat(answer.envelope().queryId()).isEqualTo("g-0");
        assertThat(answer.latencyMs()).isEqualTo(10);
    }

    @Test
    void lateOriginalIsACorrectionAndNeverASecondAnswer() throws Exception {
        subtask.group("g");
        subtask.output("g", 1, SECOND);
        subtask.output("g", 2, SUM);
        subtask.timeIs(DEADLINE + 3);
        subtask.output("g", 0, FIRST);

        assertThat(subtask.sources()).containsExactly(Status.ORIGINAL, Status.RECONSTRUCTED);
        assertThat(subtask.corrections()).hasSize(1);
        assertThat(subtask.corrections().get(0).source()).isEqualTo(Status.RECONSTRUCTED);
        assertThat(subtask.corrections().get(0).output()).containsExactly(FIRST);
        assertNothingKept();
    }

    @Test
    void outcomeThatComesTwiceCountsOnce() throws Exception {
        subtask.group("g");
        subtask.output("g", 0, FIRST);
        subtask.output("g", 0, FIRST);

        assertThat(subtask.answers()).hasSize(1);
    }

    @Test
    void giveUpAnswersWithTheServicesDefaultAndTheReason() throws Exception {
        subtask.group("g");
        subtask.timeIs(GIVE_UP - 1);
        assertThat(subtask.answers()).isEmpty();

        subtask.timeIs(GIVE_UP);
        assertThat(subtask.sources()).containsExactly(Status.DEFAULT, Status.DEFAULT);
        assertThat(subtask.answers().get(0).output()).containsExactly(AnsweringSubtask.FALLBACK);
        assertThat(subtask.answers().get(0).reason()).isEqualTo("no output came before give-up");
    }

    @Test
    void nothingIsKeptAfterGiveUpAndRetention() throws Exception {
        subtask.group("g");
        subtask.timeIs(GIVE_UP + RETENTION - 1);
        assertThat(subtask.keptEntries()).isPositive();

        subtask.timeIs(GIVE_UP + RETENTION);
        assertNothingKept();
    }

    @Test
    void outputAfterTheEndAnswersNothingAndIsForgottenToo() throws Exception {
        subtask.group("g");
        subtask.timeIs(GIVE_UP + RETENTION);
        int answered = subtask.answers().size();
        subtask.output("g", 0, FIRST);
        subtask.timeIs(GIVE_UP + RETENTION + 100);

        assertThat(subtask.answers()).hasSize(answered);
        assertThat(subtask.corrections()).isEmpty();
        assertNothingKept();
    }

    @Test
    void parityQueryThatIsNotNeededIsWaitedForNoLonger() throws Exception {
        subtask.group("g");
        notNeeded("g");
        subtask.output("g", 0, FIRST);
        subtask.output("g", 1, SECOND);

        assertThat(subtask.sources()).containsExactly(Status.ORIGINAL, Status.ORIGINAL);
        assertNothingKept();
    }

    /** Setting one wakes a thread. */
    @Test
    void oneTimerDoesForAllGroupsAndOutlivesThem() throws Exception {
        for (int i = 0; i < 100; i++) {
            subtask.group("g" + i);
            for (int index = 0; index <= 2; index++) {
                subtask.output("g" + i, index, 1, 2);
            }
            assertThat(subtask.timers()).isEqualTo(1);
        }

        subtask.timeIs(DEADLINE);
        assertThat(subtask.timers()).isZero();
    }

    @Test
    void queryThatCannotWaitAsLongAsThoseBeforeItIsAnsweredInItsOwnTime() throws Exception {
        subtask.query("patient", 100, 200);
        subtask.query("urgent", 3, 6);

        subtask.timeIs(ARRIVAL + 5);
        assertThat(subtask.answers()).isEmpty();
        subtask.timeIs(ARRIVAL + 6);
        assertThat(subtask.answers())
                .extracting(answer -> answer.envelope().queryId())
                .containsExactly("urgent-0");
    }

    /** A task that was busy for long answers as of the times at which it should have. */
    @Test
    void groupsThatWereDueMeanwhileAreAnsweredInTheOrderOfTheirTimes() throws Exception {
        subtask.query("later", 20, 40);
        subtask.query("sooner", 10, 30);
        subtask.timeIs(ARRIVAL + 1_000);

        assertThat(subtask.answers()).extracting(Answer::latencyMs).containsExactly(30L, 40L);
        assertNothingKept();
    }

    @Test
    void groupsOfSeveralKeysDoNotMix() throws Exception {
        subtask.group("a");
        subtask.group("b");
        subtask.output("a", 1, SECOND);
        subtask.output("b", 2, SUM);
        subtask.timeIs(DEADLINE);

        assertThat(subtask.sources()).containsExactly(Status.ORIGINAL);
    }

    @Test
    void failedQueryIsReconstructedWithItsReason() throws Exception {
        subtask.group("g");
        subtask.output("g", 1, SECOND);
        subtask.output("g", 2, SUM);
        subtask.tell(new Outcome("g", 0, Kind.REJECTED, null, "the queue is full with 5 requests"));

        assertThat(subtask.answers().get(1).source()).isEqualTo(Status.RECONSTRUCTED);
        assertThat(subtask.answers().get(1).reason()).isEqualTo("the queue is full with 5 requests");
        assertNothingKept();
    }

    @Test
    void groupThatNeverClosesIsAnsweredAndForgotten() throws Exception {
        subtask.query("g", AnsweringSubtask.DEADLINE_MS, AnsweringSubtask.GIVE_UP_MS);
        subtask.output("g", 0, FIRST);
        assertThat(subtask.sources()).containsExactly(Status.ORIGINAL);

        subtask.timeIs(GIVE_UP + RETENTION);
        assertNothingKept();
    }

    @Test
    void everyAnswerIsCountedWithItsSourceAndLatencyAndALateOriginalIsCompared() throws Exception {
        subtask.group("g");
        subtask.group("given up");
        subtask.output("g", 1, SECOND);
        subtask.timeIs(DEADLINE + 4);
        subtask.output("g", 2, SUM);
        subtask.timeIs(DEADLINE + 6);
        subtask.output("g", 0, FIRST);
        subtask.timeIs(GIVE_UP);

        assertThat(recorded.of(JobMetrics.ANSWERS, "ORIGINAL")).isEqualTo(1);
        assertThat(recorded.of(JobMetrics.ANSWERS, "RECONSTRUCTED")).isEqualTo(1);
        assertThat(recorded.of(JobMetrics.ANSWERS, "DEFAULT")).isEqualTo(2);
        assertThat(recorded.of(JobMetrics.LATENCY.buckets(), "ORIGINAL", "1")).isEqualTo(1);
        assertThat(recorded.of(JobMetrics.LATENCY.buckets(), "RECONSTRUCTED", "10"))
                .isZero();
        assertThat(recorded.of(JobMetrics.LATENCY.buckets(), "RECONSTRUCTED", "15"))
                .isEqualTo(1);
        assertThat(recorded.of(JobMetrics.LATENCY, "DEFAULT")).isEqualTo(2);
        assertThat(recorded.of(JobMetrics.PARITY_WAIT.buckets(), "3")).isZero();
        assertThat(recorded.of(JobMetrics.PARITY_WAIT.buckets(), "5")).isEqualTo(1);
        assertThat(recorded.of(JobMetrics.DECODE)).isEqualTo(1);
        assertThat(recorded.of(JobMetrics.LATE_ORIGINALS)).isEqualTo(1);
        assertThat(recorded.of(JobMetrics.RECONSTRUCTION_CHECKS, "LATE_ORIGINAL", "true"))
                .isEqualTo(1);
    }

    @Test
    void groupThatIsCompleteIsDecodedForComparison() throws Exception {
        subtask.group("g");
        subtask.output("g", 0, FIRST);
        subtask.output("g", 1, SECOND);
        subtask.output("g", 2, SUM);

        assertThat(recorded.of(JobMetrics.RECONSTRUCTION_CHECKS, "SHADOW", "true"))
                .isEqualTo(1);
    }

    private void notNeeded(String group) throws Exception {
        ModelInput parityQuery = new ModelInput(group, 2, 2, new float[] {1}, DEADLINE, GIVE_UP);
        subtask.tell(Outcome.notNeeded(parityQuery));
    }

    private void assertNothingKept() throws Exception {
        assertThat(subtask.keptEntries()).isZero();
    }
}
