package io.parm.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ErasureCode;
import io.parm.coding.ParityOutput;
import io.parm.job.Queries;
import io.parm.job.stream.AdmittedQuery;
import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.GroupNotice;
import io.parm.job.stream.ModelInput;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class GroupQueriesTest {

    private static final long MAX_WAIT = 50;
    private static final int MAX_PARALLELISM = 360;
    private static final int PARALLELISM = 3;
    private static final int SUBTASK = 1;

    private ModelInputs parityQueries;

    @Test
    void eachQueryIsForwardedAtOnce() throws Exception {
        try (var harness = harness(2, true)) {
            harness.processElement(query("a", 1, 0));

            ModelInput input = (ModelInput) harness.extractOutputValues().get(0);
            assertThat(input.index()).isZero();
            assertThat(input.input()).containsExactly(1, 0);
            assertThat(parityQueries(harness)).isEmpty();
        }
    }

    @Test
    void fullGroupBecomesOneParityQueryWithTheLatestTimesOfItsMembers() throws Exception {
        try (var harness = harness(2, true)) {
            harness.processElement(query("a", 1, 0));
            harness.processElement(query("b", 10, 7));
            harness.processElement(query("c", 100, 8));

            List<ModelInput> parityQueries = parityQueries(harness);
            assertThat(parityQueries).hasSize(1);
            assertThat(parityQueries.get(0).index()).isEqualTo(2);
            assertThat(parityQueries.get(0).members()).isEqualTo(2);
            assertThat(parityQueries.get(0).input()).containsExactly(11, 0);
            assertThat(parityQueries.get(0).deadlineMs()).isEqualTo(17);
            assertThat(parityQueries.get(0).giveUpMs()).isEqualTo(27);
        }
    }

    @Test
    void whatTheTaskHasToDoAlreadyComesBeforeAGroupIsEncoded() throws Exception {
        try (var harness = harness(2, true)) {
            harness.processElement(query("a", 1, 0));
            harness.processElement(query("b", 10, 7));

            assertThat(sentParityQueries(harness)).isEmpty();
            assertThat(notices(harness))
                    .last()
                    .extracting(GroupNotice::parities)
                    .isEqualTo(1);
            assertThat(parityQueries(harness)).hasSize(1);
        }
    }

    @Test
    void closedGroupsAreEncodedOnceBeforeACheckpoint() throws Exception {
        try (var harness = harness(1, true)) {
            harness.processElement(query("a", 1, 0));
            harness.processElement(query("b", 10, 7));
            harness.prepareSnapshotPreBarrier(1);

            assertThat(sentParityQueries(harness))
                    .extracting(query -> query.input()[0])
                    .containsExactly(1f, 10f);
            assertThat(parityQueries(harness)).hasSize(2);
        }
    }

    @Test
    void noticesNameTheMembersAndTheLastOneCloses() throws Exception {
        try (var harness = harness(2, true)) {
            harness.processElement(query("a", 1, 0));
            harness.processElement(query("b", 10, 7));

            List<GroupNotice> notices = notices(harness);
            assertThat(notices).extracting(GroupNotice::slot).containsExactly(0, 1);
            assertThat(notices).extracting(GroupNotice::size).containsExactly(GroupNotice.STILL_OPEN, 2);
            assertThat(notices).extracting(GroupNotice::parities).containsExactly(0, 1);
            assertThat(notices)
                    .extracting(GroupNotice::groupId)
                    .containsOnly(notices.get(0).groupId());
        }
    }

    @Test
    void incompleteGroupClosesAfterMaxWaitAndNotBefore() throws Exception {
        try (var harness = harness(3, true)) {
            harness.processElement(query("a", 1, 0));
            harness.setProcessingTime(MAX_WAIT - 1);
            harness.processElement(query("b", 10, MAX_WAIT - 1));
            assertThat(parityQueries(harness)).isEmpty();

            harness.setProcessingTime(MAX_WAIT);
            assertThat(parityQueries(harness)).singleElement().satisfies(input -> {
                assertThat(input.input()[0]).isEqualTo(11f);
                assertThat(input.members()).isEqualTo(2);
            });
            assertThat(notices(harness))
                    .last()
                    .isEqualTo(GroupNotice.closed(
                            harness.extractOutputValues().get(0).groupId(), 2, 1));
        }
    }

    @Test
    void incompleteGroupGetsNoParityQueryFromModelsThatDoNotKnowPartialGroups() throws Exception {
        try (var harness = harness(3, false)) {
            harness.processElement(query("a", 1, 0));
            harness.setProcessingTime(MAX_WAIT);

            assertThat(parityQueries(harness)).isEmpty();
            assertThat(notices(harness)).extracting(GroupNotice::parities).containsExactly(0, 0);
        }
    }

    @Test
    void timerOfAFullGroupDoesNotCloseTheNext() throws Exception {
        try (var harness = harness(2, true)) {
            harness.processElement(query("a", 1, 0));
            harness.processElement(query("b", 2, 0));
            harness.setProcessingTime(MAX_WAIT - 1);
            harness.processElement(query("c", 3, MAX_WAIT - 1));
            harness.setProcessingTime(MAX_WAIT);
            assertThat(parityQueries(harness)).hasSize(1);

            harness.setProcessingTime(2 * MAX_WAIT - 1);
            assertThat(parityQueries(harness)).hasSize(2);
        }
    }

    @Test
    void endOfTheInputClosesTheOpenGroup() throws Exception {
        try (var harness = harness(3, true)) {
            harness.processElement(query("a", 1, 0));
            harness.endInput();

            assertThat(sentParityQueries(harness)).hasSize(1);
        }
    }

    @Test
    void stateOfEveryGroupIsInTheSubtaskThatMakesIt() throws Exception {
        try (var harness = harness(1, true)) {
            for (int query = 0; query < 50; query++) {
                harness.processElement(query("q-" + query, 1, 0));
            }

            assertThat(notices(harness))
                    .hasSize(50)
                    .extracting(notice -> KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            notice.groupId(), MAX_PARALLELISM, PARALLELISM))
                    .containsOnly(SUBTASK);
        }
    }

    @Test
    void idsOfGroupsBeginWithTheServicesMark() throws Exception {
        try (var harness = harness(2, true)) {
            harness.processElement(query("a", 1, 0));
            harness.processElement(query("b", 1, 0));

            assertThat(harness.extractOutputValues())
                    .extracting(GroupEvent::groupId)
                    .allMatch(id -> id.startsWith("k2-00000000-"));
        }
    }

    @Test
    void groupIdsDifferAfterARestart() throws Exception {
        try (var first = harness(1, true);
                var second = harness(1, true)) {
            first.processElement(query("a", 1, 0));
            second.processElement(query("a", 1, 0));

            assertThat(first.extractOutputValues().get(0).groupId())
                    .isNotEqualTo(second.extractOutputValues().get(0).groupId());
        }
    }

    private OneInputStreamOperatorTestHarness<AdmittedQuery, GroupEvent> harness(int k, boolean partialGroups)
            throws Exception {
        GroupMark mark = new GroupMark(k, "k" + k + "-00000000-");
        parityQueries = ModelInputs.parityQueries(mark, 1);
        ErasureCode code =
                ErasureCode.of(new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, k, 1), new int[] {2});
        var harness = new OneInputStreamOperatorTestHarness<>(
                new GroupQueries(code, mark, partialGroups, MAX_WAIT), MAX_PARALLELISM, PARALLELISM, SUBTASK);
        harness.setup(TypeInformation.of(GroupEvent.class).createSerializer(new SerializerConfigImpl()));
        harness.open();
        return harness;
    }

    private static StreamRecord<AdmittedQuery> query(String id, float first, long arrivalMs) {
        return new StreamRecord<>(new AdmittedQuery(Queries.envelope(id, arrivalMs), new float[] {first, 0}));
    }

    /** Those that have come once the task has nothing else to do. */
    private List<ModelInput> parityQueries(OneInputStreamOperatorTestHarness<?, GroupEvent> harness) throws Exception {
        Mails.runAll(harness);
        return sentParityQueries(harness);
    }

    private List<ModelInput> sentParityQueries(OneInputStreamOperatorTestHarness<?, GroupEvent> harness) {
        return out(harness, ModelInput.class).filter(parityQueries::contains).toList();
    }

    private static List<GroupNotice> notices(OneInputStreamOperatorTestHarness<?, GroupEvent> harness) {
        return out(harness, GroupNotice.class).toList();
    }

    private static <T extends GroupEvent> Stream<T> out(
            OneInputStreamOperatorTestHarness<?, GroupEvent> harness, Class<T> type) {
        return harness.extractOutputValues().stream().filter(type::isInstance).map(type::cast);
    }
}
