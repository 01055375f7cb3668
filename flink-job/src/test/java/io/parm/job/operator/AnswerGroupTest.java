package io.parm.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ErasureCode;
import io.parm.coding.GroupState.Status;
import io.parm.coding.ParityOutput;
import io.parm.inference.InferenceResult.Kind;
import io.parm.job.Queries;
import io.parm.job.metrics.JobMetrics;
import io.parm.job.metrics.RecordedMetrics;
import io.parm.job.stream.Answer;
import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.GroupNotice;
import io.parm.job.stream.ModelInput;
import io.parm.job.stream.Outcome;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.groups.OperatorMetricGroup;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerGroupTest {

    private static final long ARRIVAL = 1_000;
    private static final long DEADLINE = ARRIVAL + 10;
    private static final long GIVE_UP = ARRIVAL + 20;
    private static final long RETENTION = 5;
    private static final float[] FIRST = {1, 2};
    private static final float[] SECOND = {10, 20};
    private static final float[] SUM = {11, 22};
    private static final float[] FALLBACK = {7, 7};

    private final RecordedMetrics recorded = new RecordedMetrics();
    private KeyedOneInputStreamOperatorTestHarness<String, GroupEvent, Answer> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
        harness.setProcessingTime(ARRIVAL);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void onTimeOutputsAnswerAtOnceAndNothingIsKeptAfterTheLastOutcome() throws Exception {
        group("g");
        output("g", 0, FIRST);
        output("g", 1, SECOND);
        assertThat(sources()).containsExactly(Status.ORIGINAL, Status.ORIGINAL);

        output("g", 2, SUM);
        assertNothingKept();
    }

    @Test
    void lateQueryIsReconstructedAtTheDeadlineAndNotBefore() throws Exception {
        group("g");
        output("g", 1, SECOND);
        output("g", 2, SUM);

        harness.setProcessingTime(DEADLINE - 1);
        assertThat(answers()).hasSize(1);

        harness.setProcessingTime(DEADLINE);
        Answer answer = answers().get(1);
        assertThat(answer.source()).isEqualTo(Status.RECONSTRUCTED);
        assertThat(answer.output()).containsExactly(FIRST);
        assertThat(answer.envelope().queryId()).isEqualTo("g-0");
        assertThat(answer.latencyMs()).isEqualTo(10);
    }

    @Test
    void lateOriginalIsACorrectionAndNeverASecondAnswer() throws Exception {
        group("g");
        output("g", 1, SECOND);
        output("g", 2, SUM);
        harness.setProcessingTime(DEADLINE + 3);
        output("g", 0, FIRST);

        assertThat(sources()).containsExactly(Status.ORIGINAL, Status.RECONSTRUCTED);
        assertThat(corrections()).hasSize(1);
        assertThat(corrections().get(0).source()).isEqualTo(Status.RECONSTRUCTED);
        assertThat(corrections().get(0).output()).containsExactly(FIRST);
        assertNothingKept();
    }

    @Test
    void outcomeThatComesTwiceCountsOnce() throws Exception {
        group("g");
        output("g", 0, FIRST);
        output("g", 0, FIRST);

        assertThat(answers()).hasSize(1);
    }

    @Test
    void giveUpAnswersWithTheServicesDefaultAndTheReason() throws Exception {
        group("g");
        harness.setProcessingTime(GIVE_UP - 1);
        assertThat(answers()).isEmpty();

        harness.setProcessingTime(GIVE_UP);
        assertThat(sources()).containsExactly(Status.DEFAULT, Status.DEFAULT);
        assertThat(answers().get(0).output()).containsExactly(FALLBACK);
        assertThat(answers().get(0).reason()).isEqualTo("no output came before give-up");
    }

    @Test
    void nothingIsKeptAfterGiveUpAndRetention() throws Exception {
        group("g");
        harness.setProcessingTime(GIVE_UP + RETENTION - 1);
        assertThat(harness.numKeyedStateEntries()).isPositive();

        harness.setProcessingTime(GIVE_UP + RETENTION);
        assertNothingKept();
    }

    @Test
    void outputAfterTheEndAnswersNothingAndIsForgottenToo() throws Exception {
        group("g");
        harness.setProcessingTime(GIVE_UP + RETENTION);
        int answered = answers().size();
        output("g", 0, FIRST);
        harness.setProcessingTime(GIVE_UP + RETENTION + 100);

        assertThat(answers()).hasSize(answered);
        assertThat(corrections()).isEmpty();
        assertNothingKept();
    }

    @Test
    void parityQueryThatIsNotNeededIsWaitedForNoLonger() throws Exception {
        group("g");
        notNeeded("g");
        output("g", 0, FIRST);
        output("g", 1, SECOND);

        assertThat(sources()).containsExactly(Status.ORIGINAL, Status.ORIGINAL);
        assertNothingKept();
    }

    @Test
    void groupsOfSeveralKeysDoNotMix() throws Exception {
        group("a");
        group("b");
        output("a", 1, SECOND);
        output("b", 2, SUM);
        harness.setProcessingTime(DEADLINE);

        assertThat(sources()).containsExactly(Status.ORIGINAL);
    }

    @Test
    void failedQueryIsReconstructedWithItsReason() throws Exception {
        group("g");
        output("g", 1, SECOND);
        output("g", 2, SUM);
        harness.processElement(
                new StreamRecord<>(new Outcome("g", 0, Kind.REJECTED, null, "the queue is full with 5 requests")));

        assertThat(answers().get(1).source()).isEqualTo(Status.RECONSTRUCTED);
        assertThat(answers().get(1).reason()).isEqualTo("the queue is full with 5 requests");
        assertNothingKept();
    }

    @Test
    void restoredGroupGoesOnAndItsDueTimersFire() throws Exception {
        group("g");
        output("g", 1, SECOND);
        output("g", 2, SUM);
        OperatorSubtaskState snapshot = harness.snapshot(1, ARRIVAL);
        harness.close();

        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        harness.setProcessingTime(DEADLINE + 5);

        assertThat(sources()).containsExactly(Status.RECONSTRUCTED);
        assertThat(answers().get(0).envelope().queryId()).isEqualTo("g-0");
        output("g", 0, FIRST);
        assertNothingKept();
    }

    @Test
    void groupThatNeverClosesIsAnsweredAndForgotten() throws Exception {
        harness.processElement(new StreamRecord<>(GroupNotice.member("g", 0, Queries.envelope("g-0", ARRIVAL))));
        output("g", 0, FIRST);
        assertThat(sources()).containsExactly(Status.ORIGINAL);

        harness.setProcessingTime(GIVE_UP + RETENTION);
        assertNothingKept();
    }

    @Test
    void everyAnswerIsCountedWithItsSourceAndLatencyAndALateOriginalIsCompared() throws Exception {
        group("g");
        group("given up");
        output("g", 1, SECOND);
        harness.setProcessingTime(DEADLINE + 4);
        output("g", 2, SUM);
        harness.setProcessingTime(DEADLINE + 6);
        output("g", 0, FIRST);
        harness.setProcessingTime(GIVE_UP);

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
        group("g");
        output("g", 0, FIRST);
        output("g", 1, SECOND);
        output("g", 2, SUM);

        assertThat(recorded.of(JobMetrics.RECONSTRUCTION_CHECKS, "SHADOW", "true"))
                .isEqualTo(1);
    }

    private KeyedOneInputStreamOperatorTestHarness<String, GroupEvent, Answer> harness() throws Exception {
        ErasureCode code =
                ErasureCode.of(new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, 2, 1), new int[] {4});
        AnswerGroup answerGroup = new AnswerGroup(code, FALLBACK, RETENTION, 20 + RETENTION, true);
        OperatorMetricGroup group = recorded.operator();
        KeyedProcessOperator<String, GroupEvent, Answer> operator = new KeyedProcessOperator<>(answerGroup) {
            private static final long serialVersionUID = 1L;

            @Override
            public OperatorMetricGroup getMetricGroup() {
                return group;
            }
        };
        return new KeyedOneInputStreamOperatorTestHarness<>(operator, GroupEvent::groupId, Types.STRING);
    }

    private void group(String id) throws Exception {
        harness.processElement(new StreamRecord<>(GroupNotice.member(id, 0, Queries.envelope(id + "-0", ARRIVAL))));
        harness.processElement(
                new StreamRecord<>(GroupNotice.lastMember(id, 1, Queries.envelope(id + "-1", ARRIVAL), 1)));
    }

    private void output(String group, int index, float[] output) throws Exception {
        harness.processElement(new StreamRecord<>(new Outcome(group, index, Kind.OUTPUT, output, null)));
    }

    private void notNeeded(String group) throws Exception {
        ModelInput parityQuery = new ModelInput(group, 2, 2, new float[] {1}, DEADLINE, GIVE_UP);
        harness.processElement(new StreamRecord<>(Outcome.notNeeded(parityQuery)));
    }

    private List<Answer> answers() {
        return harness.extractOutputValues();
    }

    private List<Status> sources() {
        return answers().stream().map(Answer::source).toList();
    }

    private List<Answer> corrections() {
        var side = harness.getSideOutput(AnswerGroup.CORRECTIONS);
        return side == null
                ? List.of()
                : side.stream().map(StreamRecord::getValue).toList();
    }

    private void assertNothingKept() {
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }
}
