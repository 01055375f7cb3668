package io.parm.coding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndecodableGroupTest {

    private static final long DEADLINE = 10;
    private static final long GIVE_UP = 20;
    private static final long RETENTION = 5;
    private static final long CLEAR_AT = 25;
    private static final float[] OUTPUT = {1, 2};
    private static final float[] OF_ANOTHER_SIZE = {1, 2, 3};

    /** Every code of up to three slots, every set of outcomes that were there, every one that comes afterwards. */
    @Test
    void nothingThatComesLeadsToAReconstruction() {
        int tried = 0;
        for (int k = 1; k <= 3; k++) {
            for (int r = 0; r <= 2; r++) {
                for (int there = 0; there < 1 << (k + r); there++) {
                    CodingGroup group = UndecodableGroup.of(state(k, r, there), OUTPUT.length, RETENTION);
                    List<Decision> decisions = new ArrayList<>(group.timeReached(DEADLINE));
                    for (int index = k + r - 1; index >= 0; index--) {
                        decisions.addAll(group.output(index, index < k ? OUTPUT : new float[k * 2], DEADLINE));
                    }
                    int missing = k - Integer.bitCount(there & ((1 << k) - 1));
                    assertThat(decisions)
                            .hasSize(missing)
                            .extracting(Decision::kind)
                            .allMatch(Decision.Kind.ORIGINAL::equals);
                    assertThat(group.finished(DEADLINE)).isTrue();
                    tried++;
                }
            }
        }
        assertThat(tried).isEqualTo((2 + 4 + 8) + (4 + 8 + 16) + (8 + 16 + 32));
    }

    @Test
    void queryWithoutAnOutputGetsTheDefaultAtGiveUpAndNotBefore() {
        CodingGroup group = UndecodableGroup.of(state(2, 1, 0b110), OUTPUT.length, RETENTION);

        assertThat(group.timeReached(GIVE_UP - 1)).isEmpty();
        assertThat(group.timeReached(GIVE_UP))
                .containsExactly(new Decision(0, Decision.Kind.DEFAULT, null, "no output came before give-up"));
        assertThat(group.finished(CLEAR_AT - 1)).isFalse();
        assertThat(group.finished(CLEAR_AT)).isTrue();
    }

    @Test
    void queryThatFailsGetsTheDefaultAtOnce() {
        CodingGroup group = UndecodableGroup.of(state(2, 1, 0b110), OUTPUT.length, RETENTION);

        assertThat(group.failure(0, "queue full", 5))
                .containsExactly(new Decision(0, Decision.Kind.DEFAULT, null, "queue full"));
    }

    @Test
    void answeredQueryIsNotAnsweredAgain() {
        CodingGroup group = UndecodableGroup.of(state(2, 1, 0b011), OF_ANOTHER_SIZE.length, RETENTION);

        assertThat(group.output(0, OF_ANOTHER_SIZE, 5)).isEmpty();
        assertThat(group.timeReached(GIVE_UP)).isEmpty();
        assertThat(group.finished(5)).isTrue();
    }

    @Test
    void keptOutputOfAnotherSizeIsNoAnswer() {
        CodingGroup early = CodingGroup.create(code(2, 1), RETENTION, CLEAR_AT);
        early.output(0, OUTPUT, 0);
        CodingGroup group = UndecodableGroup.of(early.state(), OF_ANOTHER_SIZE.length, RETENTION);
        group.member(0, DEADLINE, GIVE_UP, 1);

        assertThat(group.closed(1, 0, 2))
                .containsExactly(new Decision(0, Decision.Kind.DEFAULT, null, UndecodableGroup.OTHER_SIZE));
    }

    @Test
    void groupThatIsFirstHeardOfNowWaitsForNoParity() {
        CodingGroup group = UndecodableGroup.create(2, RETENTION, CLEAR_AT);
        group.member(0, DEADLINE, GIVE_UP, 0);
        group.member(1, DEADLINE, GIVE_UP, 0);
        group.closed(2, 1, 0);
        group.output(2, OUTPUT, 1);
        group.output(1, OUTPUT, 2);

        assertThat(group.timeReached(DEADLINE)).isEmpty();
        assertThat(group.output(0, OUTPUT, DEADLINE))
                .containsExactly(new Decision(0, Decision.Kind.ORIGINAL, OUTPUT, null));
        assertThat(group.finished(DEADLINE)).isTrue();
    }

    /** So that it is undecodable for whoever takes it up next. */
    @Test
    void stateIsNotThatOfAGroupThatCanBeDecoded() {
        for (int r = 0; r < ErasureCode.MAX_R; r++) {
            CodingGroup group = UndecodableGroup.of(state(2, r, 0), OUTPUT.length, RETENTION);
            assertThat(group.state().isOf(code(2, r))).isFalse();
        }
        GroupState mostParities = UndecodableGroup.of(state(2, 4, 0b111110), OUTPUT.length, RETENTION)
                .state();
        assertThat(mostParities.isOf(code(2, 4))).isTrue();
        assertThat(new CodingGroup(code(2, 4), RETENTION, mostParities).timeReached(DEADLINE))
                .isEmpty();
    }

    /** A full group, of which the outcomes with these indices are there. */
    private static GroupState state(int k, int r, int there) {
        CodingGroup group = CodingGroup.create(code(k, r), RETENTION, CLEAR_AT);
        for (int slot = 0; slot < k; slot++) {
            group.member(slot, DEADLINE, GIVE_UP, 0);
        }
        group.closed(k, r, 0);
        for (int index = 0; index < k + r; index++) {
            if ((there >> index & 1) == 1) {
                group.output(index, index < k ? OUTPUT : new float[k * 2], 0);
            }
        }
        return group.state();
    }

    private static ErasureCode code(int k, int r) {
        return ErasureCode.of(new CodeSpec(Encoder.Kind.STACKING, ParityOutput.Kind.PER_SLOT, k, r), new int[] {1});
    }
}
