package io.parm.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.InferenceResult.Kind;
import io.parm.job.config.ParityDelay;
import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.GroupNotice;
import io.parm.job.stream.ModelInput;
import io.parm.job.stream.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldParityQueriesTest {

    private static final long START = 1_000;
    private static final long DELAY = 8;
    private static final long ORPHAN = 100;
    private static final GroupMark MARK = new GroupMark(2, "k2-11111111-");
    private static final ParityDelay FIXED = new ParityDelay.Fixed(DELAY);

    private KeyedOneInputStreamOperatorTestHarness<String, GroupEvent, GroupEvent> harness;

    @BeforeEach
    void open() throws Exception {
        start(FIXED, 1);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void onTimeOriginalsMakeTheParityQueryAnOutcomeAndNothingIsKept() throws Exception {
        parityQuery("g", 0, 2);
        output("g", 0);
        output("g", 1);

        assertThat(sent()).isEmpty();
        assertThat(notNeeded()).extracting(Outcome::index).containsExactly(2);
        assertThat(notNeeded()).extracting(Outcome::kind).containsExactly(Kind.NOT_NEEDED);
        assertNothingKept();
        harness.setProcessingTime(START + DELAY);
        assertThat(sent()).isEmpty();
    }

    @Test
    void parityQueryIsSentWhenItsDelayIsOverAndNotBefore() throws Exception {
        parityQuery("g", 0, 2);
        output("g", 0);
        harness.setProcessingTime(START + DELAY - 1);
        assertThat(sent()).isEmpty();

        harness.setProcessingTime(START + DELAY);
        assertThat(sent()).extracting(ModelInput::index).containsExactly(2);
        assertThat(notNeeded()).isEmpty();
    }

    @Test
    void outcomesAndNoticesPassAtOnce() throws Exception {
        Outcome original = new Outcome("g", 0, Kind.OUTPUT, new float[] {1}, null);
        GroupNotice notice = GroupNotice.closed("g", 2, 1);
        harness.processElement(new StreamRecord<>(original));
        harness.processElement(new StreamRecord<>(notice));

        assertThat(harness.extractOutputValues()).containsExactly(original, notice);
    }

    @Test
    void lateOriginalChangesNothingAndNothingIsKeptAfterIt() throws Exception {
        parityQuery("g", 0, 2);
        output("g", 0);
        harness.setProcessingTime(START + DELAY + 5);
        output("g", 1);

        assertThat(sent()).hasSize(1);
        assertThat(notNeeded()).isEmpty();
        assertNothingKept();
    }

    @Test
    void outcomeThatComesTwiceCountsOnce() throws Exception {
        parityQuery("g", 0, 2);
        output("g", 0);
        output("g", 0);

        assertThat(notNeeded()).isEmpty();
        harness.setProcessingTime(START + DELAY);
        assertThat(sent()).hasSize(1);
    }

    @Test
    void parityQueryThatComesTwiceIsSentOnce() throws Exception {
        parityQuery("g", 0, 2);
        parityQuery("g", 0, 2);
        harness.setProcessingTime(START + DELAY);
        parityQuery("g", 0, 2);

        assertThat(sent()).hasSize(1);
    }

    @Test
    void outcomesBeforeTheParityQueryCountToo() throws Exception {
        output("g", 1);
        output("g", 0);
        parityQuery("g", 0, 2);

        assertThat(sent()).isEmpty();
        assertThat(notNeeded()).hasSize(1);
        assertNothingKept();
    }

    @Test
    void failedOriginalReleasesTheParityQueryAtOnce() throws Exception {
        parityQuery("g", 0, 2);
        failure("g", 1);
        assertThat(sent()).hasSize(1);

        output("g", 0);
        assertNothingKept();
    }

    @Test
    void parityQueryAfterAFailureIsNotHeldAtAll() throws Exception {
        failure("g", 0);
        parityQuery("g", 0, 2);

        assertThat(sent()).hasSize(1);
    }

    @Test
    void allParityQueriesOfAGroupGoTheSameWay() throws Exception {
        harness.close();
        start(FIXED, 2);
        parityQuery("late", 0, 2);
        parityQuery("late", 1, 2);
        parityQuery("on time", 0, 2);
        output("on time", 0);
        output("on time", 1);
        parityQuery("on time", 1, 2);
        harness.setProcessingTime(START + DELAY);

        assertThat(sent()).extracting(ModelInput::toString).containsExactlyInAnyOrder("late/2", "late/3");
        assertThat(notNeeded()).extracting(Outcome::index).containsExactly(2, 3);
    }

    @Test
    void incompleteGroupWaitsForItsMembersOnly() throws Exception {
        parityQuery("g", 0, 1);
        output("g", 0);

        assertThat(notNeeded()).hasSize(1);
        assertNothingKept();
    }

    @Test
    void groupWithoutAParityQueryIsForgotten() throws Exception {
        output("g", 0);
        output("g", 1);
        harness.setProcessingTime(START + ORPHAN - 1);
        assertThat(harness.numKeyedStateEntries()).isPositive();

        harness.setProcessingTime(START + ORPHAN);
        assertThat(sent()).isEmpty();
        assertNothingKept();
    }

    @Test
    void groupOfWhichAnOriginalNeverComesIsForgotten() throws Exception {
        parityQuery("g", 0, 2);
        output("g", 0);
        harness.setProcessingTime(START + ORPHAN);

        assertThat(sent()).hasSize(1);
        assertNothingKept();
    }

    @Test
    void outcomeAfterTheEndSendsNothingAndIsForgottenToo() throws Exception {
        parityQuery("g", 0, 1);
        output("g", 0);
        output("g", 0);
        harness.setProcessingTime(START + ORPHAN);

        assertThat(sent()).isEmpty();
        assertThat(notNeeded()).hasSize(1);
        assertNothingKept();
    }

    @Test
    void restoredParityQueryIsStillHeldAndItsTimerFires() throws Exception {
        parityQuery("late", 0, 2);
        parityQuery("on time", 0, 2);
        output("on time", 0);
        OperatorSubtaskState snapshot = harness.snapshot(1, START);
        harness.close();

        harness = harness(FIXED, 1);
        harness.initializeState(snapshot);
        harness.open();
        output("on time", 1);
        harness.setProcessingTime(START + DELAY);

        assertThat(notNeeded()).extracting(Outcome::groupId).containsExactly("on time");
        assertThat(sent()).extracting(ModelInput::groupId).containsExactly("late");
        assertThat(sent().get(0).input()).containsExactly(1, 2);
    }

    /** The parity query of k = 2 has the index of a query of k = 3, and the other way round. */
    @ParameterizedTest
    @CsvSource({"2, 1, k2-22222222-", "3, 1, k3-22222222-", "1, 1, k1-22222222-", "1, 0, k1-22222222-"})
    void whatWasHeldForAnotherServiceIsNotSentAndForgotten(int k, int r, String mark) throws Exception {
        parityQuery(MARK.text() + "late", 0, 2);
        parityQuery(MARK.text() + "on time", 0, 2);
        restoreInto(new GroupMark(k, mark), r);
        output(MARK.text() + "on time", 0);
        output(MARK.text() + "on time", 1);
        harness.setProcessingTime(START + ORPHAN);

        assertThat(out(ModelInput.class)).isEmpty();
        assertThat(out(Outcome.class)).as("originals pass").hasSize(2);
        assertNothingKept();
    }

    @Test
    void parityQueryOfAnotherServiceThatComesAfterARestoreIsDropped() throws Exception {
        parityQuery("k3-22222222-g", 0, 2);

        assertThat(harness.extractOutputValues()).isEmpty();
        assertNothingKept();
    }

    /** Nothing says of which code it is, but that no parity query of this one has its index. */
    @Test
    void unmarkedParityQueryThatIsNoneOfThisCodeIsNotSent() throws Exception {
        parityQuery("old", 0, 2);
        restoreInto(new GroupMark(3, "k3-22222222-"), 1);
        harness.setProcessingTime(START + ORPHAN);

        assertThat(harness.extractOutputValues()).isEmpty();
        assertNothingKept();
    }

    private void restoreInto(GroupMark mark, int r) throws Exception {
        OperatorSubtaskState snapshot = harness.snapshot(1, START);
        harness.close();
        harness = harness(ModelInputs.parityQueries(mark, r), FIXED);
        harness.initializeState(snapshot);
        harness.open();
    }

    @Test
    void quantileHoldsAsLongAsMostGroupsNeededOnceEnoughWereMeasured() throws Exception {
        harness.close();
        start(new ParityDelay.Quantile(95), 1);
        for (int group = 0; group < 20; group++) {
            parityQuery("measured-" + group, 0, 1);
        }
        assertThat(sent()).hasSize(20);
        harness.setProcessingTime(START + 6);
        for (int group = 0; group < 20; group++) {
            output("measured-" + group, 0);
        }

        parityQuery("held", 0, 1);
        harness.setProcessingTime(START + 6 + 6);
        assertThat(sent()).hasSize(20);
        harness.setProcessingTime(START + 6 + 7);
        assertThat(sent()).hasSize(21);
    }

    private void start(ParityDelay delay, int r) throws Exception {
        harness = harness(delay, r);
        harness.open();
        harness.setProcessingTime(START);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, GroupEvent, GroupEvent> harness(
            ParityDelay delay, int r) throws Exception {
        return harness(ModelInputs.parityQueries(MARK, r), delay);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, GroupEvent, GroupEvent> harness(
            ModelInputs parityQueries, ParityDelay delay) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<String, GroupEvent, GroupEvent>(
                new KeyedProcessOperator<>(new HoldParityQueries(parityQueries, delay, ORPHAN)),
                GroupEvent::groupId,
                Types.STRING);
        harness.setup(TypeInformation.of(GroupEvent.class).createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private void parityQuery(String group, int parity, int members) throws Exception {
        harness.processElement(new StreamRecord<>(
                new ModelInput(group, 2 + parity, members, new float[] {1, 2}, START + 20, START + 40)));
    }

    private void output(String group, int slot) throws Exception {
        harness.processElement(new StreamRecord<>(new Outcome(group, slot, Kind.OUTPUT, new float[] {1}, null)));
    }

    private void failure(String group, int slot) throws Exception {
        harness.processElement(new StreamRecord<>(new Outcome(group, slot, Kind.REJECTED, null, "full")));
    }

    private List<ModelInput> sent() {
        return out(ModelInput.class).toList();
    }

    private List<Outcome> notNeeded() {
        return out(Outcome.class)
                .filter(outcome -> outcome.kind() == Kind.NOT_NEEDED)
                .toList();
    }

    private <T extends GroupEvent> Stream<T> out(Class<T> type) {
        return harness.extractOutputValues().stream().filter(type::isInstance).map(type::cast);
    }

    private void assertNothingKept() {
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }
}
