package io.parm.coding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodingGroupTest {

    private static final long DEADLINE = 10;
    private static final long GIVE_UP = 20;
    private static final long RETENTION = 5;
    private static final float[] FIRST = {1, 2};
    private static final float[] SECOND = {10, 20};
    private static final float[] SUM = {11, 22};

    private final ErasureCode code =
            ErasureCode.of(new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, 2, 1), new int[] {2});

    @Test
    void ownOutputAnswersAtOnce() {
        CodingGroup group = closedGroup();

        assertThat(group.output(0, FIRST, 3)).containsExactly(new Decision(0, Decision.Kind.ORIGINAL, FIRST, null));
    }

    @Test
    void lateQueryIsReconstructedAtTheDeadlineAndNotBefore() {
        CodingGroup group = closedGroup();
        group.output(1, SECOND, 3);

        assertThat(group.output(2, SUM, 4)).isEmpty();
        assertThat(group.nextTimeMs(4)).isEqualTo(DEADLINE);
        assertThat(group.timeReached(DEADLINE - 1)).isEmpty();
        assertThat(group.timeReached(DEADLINE))
                .containsExactly(
                        new Decision(0, Decision.Kind.RECONSTRUCTED, FIRST, "no output came before the deadline"));
        assertThat(group.timeReached(DEADLINE)).isEmpty();
    }

    @Test
    void lateQueryIsReconstructedAtTheFirstMomentAfterTheDeadlineThatItCanBe() {
        CodingGroup group = closedGroup();
        group.output(1, SECOND, 3);
        assertThat(group.timeReached(DEADLINE)).isEmpty();
        assertThat(group.nextTimeMs(DEADLINE)).isEqualTo(GIVE_UP);

        assertThat(kinds(group.output(2, SUM, 13))).containsExactly(Decision.Kind.RECONSTRUCTED);
    }

    @Test
    void failedQueryIsReconstructedWithoutWaitingForItsDeadline() {
        CodingGroup group = closedGroup();
        group.output(1, SECOND, 3);
        group.output(2, SUM, 4);

        assertThat(group.failure(0, "out of memory", 5))
                .containsExactly(new Decision(0, Decision.Kind.RECONSTRUCTED, FIRST, "out of memory"));
    }

    @Test
    void queryThatNothingCanHelpGetsTheDefaultAtOnce() {
        CodingGroup group = closedGroup();
        group.failure(2, "queue full", 3);

        assertThat(group.failure(0, "out of memory", 4))
                .containsExactly(new Decision(0, Decision.Kind.DEFAULT, null, "out of memory"));
    }

    @Test
    void aSlotIsDecodedAsIfItsOwnOutputHadNotComeOnceAllElseIsThere() {
        CodingGroup group = closedGroup();
        group.output(0, new float[] {5, 5}, 3);
        assertThat(group.reconstruction(0)).isEmpty();
        group.output(2, SUM, 4);
        assertThat(group.reconstruction(0)).isEmpty();
        group.output(1, SECOND, 5);

        assertThat(group.reconstruction(0))
                .hasValueSatisfying(output -> assertThat(output).containsExactly(FIRST));
        assertThat(group.reconstruction(1))
                .hasValueSatisfying(output -> assertThat(output).containsExactly(6, 17));
    }

    @Test
    void nothingIsDecodedOfAnEmptySlotOrAnOpenGroup() {
        CodingGroup group = CodingGroup.create(code, RETENTION, 100);
        group.member(0, DEADLINE, GIVE_UP, 0);
        group.output(0, FIRST, 1);
        group.output(2, FIRST, 1);
        assertThat(group.reconstruction(0)).isEmpty();
        group.closed(1, 1, 2);

        assertThat(group.reconstruction(0)).isPresent();
        assertThat(group.reconstruction(1)).isEmpty();
    }

    @Test
    void giveUpAnswersWithTheDefault() {
        CodingGroup group = closedGroup();

        assertThat(group.timeReached(GIVE_UP - 1)).isEmpty();
        assertThat(kinds(group.timeReached(GIVE_UP))).containsExactly(Decision.Kind.DEFAULT, Decision.Kind.DEFAULT);
    }

    @Test
    void originalThatComesAfterItsAnswerIsACorrectionOnce() {
        CodingGroup group = closedGroup();
        group.timeReached(GIVE_UP);

        assertThat(group.output(0, FIRST, 21)).containsExactly(new Decision(0, Decision.Kind.CORRECTION, FIRST, null));
        assertThat(group.output(0, FIRST, 22)).isEmpty();
    }

    @Test
    void outputThatComesBeforeItsMemberAnswersWhenTheMemberComes() {
        CodingGroup group = CodingGroup.create(code, RETENTION, 100);
        assertThat(group.output(0, FIRST, 1)).isEmpty();

        assertThat(kinds(group.member(0, DEADLINE, GIVE_UP, 2))).containsExactly(Decision.Kind.ORIGINAL);
    }

    @Test
    void openGroupIsNotDecoded() {
        CodingGroup group = CodingGroup.create(code, RETENTION, 100);
        group.member(0, DEADLINE, GIVE_UP, 0);
        group.output(2, FIRST, 1);

        assertThat(group.timeReached(DEADLINE)).isEmpty();
        assertThat(kinds(group.closed(1, 1, 12))).containsExactly(Decision.Kind.RECONSTRUCTED);
    }

    @Test
    void groupIsFinishedWhenAllIsAnsweredAndAllOutcomesAreIn() {
        CodingGroup group = closedGroup();
        group.output(0, FIRST, 1);
        group.output(1, SECOND, 1);
        assertThat(group.finished(1)).isFalse();

        group.failure(2, "rejected", 2);
        assertThat(group.finished(2)).isTrue();
    }

    @Test
    void groupIsFinishedAtGiveUpAndRetentionWhateverIsOutstanding() {
        CodingGroup group = closedGroup();
        group.timeReached(GIVE_UP);

        assertThat(group.nextTimeMs(GIVE_UP)).isEqualTo(GIVE_UP + RETENTION);
        assertThat(group.finished(GIVE_UP + RETENTION - 1)).isFalse();
        assertThat(group.finished(GIVE_UP + RETENTION)).isTrue();
    }

    @Test
    void groupOfWhichNoMemberCameIsForgottenAtItsTimeAndAnswersNothing() {
        CodingGroup group = CodingGroup.create(code, RETENTION, 100);
        group.output(0, FIRST, 1);

        assertThat(group.nextTimeMs(1)).isEqualTo(100);
        assertThat(group.timeReached(100)).isEmpty();
        assertThat(group.finished(100)).isTrue();
    }

    @Test
    void stateCarriesTheGroupOver() {
        CodingGroup group = closedGroup();
        group.output(1, SECOND, 3);
        CodingGroup restored = new CodingGroup(code, RETENTION, group.state());

        assertThat(kinds(restored.output(2, SUM, 12))).containsExactly(Decision.Kind.RECONSTRUCTED);
    }

    /** A runtime may write it down while the group goes on. */
    @Test
    void stateStaysAsItIsWhenTheGroupGoesOn() {
        CodingGroup group = closedGroup();
        GroupState before = group.state();
        group.output(1, SECOND, 3);

        assertThat(before.members()).extracting(GroupState.Member::status).containsOnly(GroupState.Status.WAITING);
        assertThat(before.outcomes()).containsOnly(GroupState.Outcome.PENDING);
    }

    @Test
    void everyOrderOfMembersClosingAndOutcomesAnswersEachQueryOnceAndTheSame() {
        int cases = 0;
        for (int failed = 0; failed < 8; failed++) {
            for (List<Integer> order : Permutations.of(6)) {
                cases++;
                assertThat(answersInOrder(order, failed))
                        .as("order %s, failed %s", order, Integer.toBinaryString(failed))
                        .isEqualTo(expected(failed));
            }
        }
        assertThat(cases).isEqualTo(8 * 720);
    }

    /** Events 0, 1: members; 2: closing; 3, 4, 5: outcomes. All before the deadline. */
    private Map<Integer, Decision.Kind> answersInOrder(List<Integer> order, int failed) {
        CodingGroup group = CodingGroup.create(code, RETENTION, 100);
        float[][] outputs = {FIRST, SECOND, SUM};
        List<Decision> decisions = new ArrayList<>();
        for (int event : order) {
            if (event < 2) {
                decisions.addAll(group.member(event, DEADLINE, GIVE_UP, 1));
            } else if (event == 2) {
                decisions.addAll(group.closed(2, 1, 1));
            } else if ((failed >> (event - 3) & 1) == 1) {
                decisions.addAll(group.failure(event - 3, "failed", 1));
            } else {
                decisions.addAll(group.output(event - 3, outputs[event - 3], 1));
            }
        }
        assertThat(group.finished(1)).isTrue();
        Map<Integer, Decision.Kind> answers = new HashMap<>();
        for (Decision decision : decisions) {
            assertThat(answers.put(decision.slot(), decision.kind())).isNull();
        }
        return answers;
    }

    private static Map<Integer, Decision.Kind> expected(int failed) {
        Decision.Kind otherwise = Integer.bitCount(failed) == 1 ? Decision.Kind.RECONSTRUCTED : Decision.Kind.DEFAULT;
        return Map.of(
                0, (failed & 1) == 0 ? Decision.Kind.ORIGINAL : otherwise,
                1, (failed & 2) == 0 ? Decision.Kind.ORIGINAL : otherwise);
    }

    private CodingGroup closedGroup() {
        CodingGroup group = CodingGroup.create(code, RETENTION, 0);
        group.member(0, DEADLINE, GIVE_UP, 0);
        group.member(1, DEADLINE, GIVE_UP, 0);
        group.closed(2, 1, 0);
        return group;
    }

    private static List<Decision.Kind> kinds(List<Decision> decisions) {
        return decisions.stream().map(Decision::kind).toList();
    }
}
