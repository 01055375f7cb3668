package io.parm.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ErasureCode;
import io.parm.coding.ParityOutput;
import io.parm.job.Queries;
import io.parm.job.stream.AdmittedQuery;
import io.parm.job.stream.GroupNotice;
import io.parm.job.stream.ModelInput;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class GroupQueriesTest {

    private static final long MAX_WAIT = 50;

    @Test
    void eachQueryIsForwardedAtOnce() throws Exception {
        try (var harness = harness(2, true)) {
            harness.processElement(query("a", 1, 0));

            assertThat(harness.extractOutputValues()).hasSize(1);
            ModelInput input = harness.extractOutputValues().get(0);
            assertThat(input.index()).isZero();
            assertThat(input.input()).containsExactly(1, 0);
            assertThat(side(harness, GroupQueries.PARITY_QUERIES)).isEmpty();
        }
    }

    @Test
    void fullGroupBecomesOneParityQueryWithTheLatestTimesOfItsMembers() throws Exception {
        try (var harness = harness(2, true)) {
            harness.processElement(query("a", 1, 0));
            harness.processElement(query("b", 10, 7));
            harness.processElement(query("c", 100, 8));

            List<ModelInput> parityQueries = side(harness, GroupQueries.PARITY_QUERIES);
            assertThat(parityQueries).hasSize(1);
            assertThat(parityQueries.get(0).index()).isEqualTo(2);
            assertThat(parityQueries.get(0).members()).isEqualTo(2);
            assertThat(parityQueries.get(0).input()).containsExactly(11, 0);
            assertThat(parityQueries.get(0).deadlineMs()).isEqualTo(17);
            assertThat(parityQueries.get(0).giveUpMs()).isEqualTo(27);
        }
    }

    @Test
    void noticesNameTheMembersAndTheLastOneCloses() throws Exception {
        try (var harness = harness(2, true)) {
            harness.processElement(query("a", 1, 0));
            harness.processElement(query("b", 10, 7));

            List<GroupNotice> notices = side(harness, GroupQueries.GROUP_NOTICES);
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
            assertThat(side(harness, GroupQueries.PARITY_QUERIES)).isEmpty();

            harness.setProcessingTime(MAX_WAIT);
            assertThat(side(harness, GroupQueries.PARITY_QUERIES))
                    .singleElement()
                    .satisfies(input -> {
                        assertThat(input.input()[0]).isEqualTo(11f);
                        assertThat(input.members()).isEqualTo(2);
                    });
            assertThat(side(harness, GroupQueries.GROUP_NOTICES))
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

            assertThat(side(harness, GroupQueries.PARITY_QUERIES)).isEmpty();
            assertThat(side(harness, GroupQueries.GROUP_NOTICES))
                    .extracting(GroupNotice::parities)
                    .containsExactly(0, 0);
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
            assertThat(side(harness, GroupQueries.PARITY_QUERIES)).hasSize(1);

            harness.setProcessingTime(2 * MAX_WAIT - 1);
            assertThat(side(harness, GroupQueries.PARITY_QUERIES)).hasSize(2);
        }
    }

    @Test
    void endOfTheInputClosesTheOpenGroup() throws Exception {
        try (var harness = harness(3, true)) {
            harness.processElement(query("a", 1, 0));
            harness.endInput();

            assertThat(side(harness, GroupQueries.PARITY_QUERIES)).hasSize(1);
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

    private static OneInputStreamOperatorTestHarness<AdmittedQuery, ModelInput> harness(int k, boolean partialGroups)
            throws Exception {
        ErasureCode code =
                ErasureCode.of(new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, k, 1), new int[] {2});
        var harness = new OneInputStreamOperatorTestHarness<>(new GroupQueries(code, partialGroups, MAX_WAIT));
        harness.open();
        return harness;
    }

    private static StreamRecord<AdmittedQuery> query(String id, float first, long arrivalMs) {
        return new StreamRecord<>(new AdmittedQuery(Queries.envelope(id, arrivalMs), new float[] {first, 0}));
    }

    private static <T> List<T> side(OneInputStreamOperatorTestHarness<?, ?> harness, OutputTag<T> tag) {
        var side = harness.getSideOutput(tag);
        return side == null
                ? List.of()
                : side.stream().map(StreamRecord::getValue).toList();
    }
}
