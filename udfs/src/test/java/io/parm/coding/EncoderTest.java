package io.parm.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EncoderTest {

    @Test
    void additionSumsWithItsCoefficientRow() {
        Encoder encoder = new AdditionEncoder(new int[] {2}, 3, 2);
        float[][] inputs = {{1, 10}, {2, 20}, {3, 30}};

        assertThat(encoder.encode(inputs, 0)).containsExactly(6, 60);
        assertThat(encoder.encode(inputs, 1)).containsExactly(14, 140);
    }

    @Test
    void stackingPutsSlotsOneAfterAnotherOnTheChannelAxis() {
        Encoder encoder = new StackingEncoder(new int[] {1, 1, 2}, 3);

        assertThat(encoder.parityShape()).containsExactly(3, 1, 2);
        assertThat(encoder.encode(new float[][] {{1, 2}, null, {5, 6}}, 0)).containsExactly(1, 2, 0, 0, 5, 6);
    }

    @Test
    void concatenationOfTwoStandsSideBySide() {
        Encoder encoder = new ConcatenationEncoder(new int[] {1, 2, 4}, 2);
        float[] left = {1, 3, 5, 7, 2, 4, 6, 8};
        float[] right = {10, 30, 50, 70, 20, 40, 60, 80};

        assertThat(encoder.parityShape()).containsExactly(1, 2, 4);
        assertThat(encoder.encode(new float[][] {left, right}, 0)).containsExactly(2, 6, 20, 60, 3, 7, 30, 70);
    }

    @Test
    void concatenationOfThreeLeavesTheFourthCellEmpty() {
        Encoder encoder = new ConcatenationEncoder(new int[] {1, 2, 2}, 3);

        assertThat(encoder.encode(new float[][] {{1, 1, 1, 1}, {2, 2, 2, 2}, {0, 4, 8, 12}}, 0))
                .containsExactly(1, 2, 6, 0);
    }

    /** Against a slow reference: each source pixel spread over the target pixels it overlaps. */
    @Test
    void concatenationAveragesAreasForSizesThatDoNotDivide() {
        Random random = new Random(7);
        int cases = 0;
        for (int k = 2; k <= 8; k++) {
            for (int size = 5; size <= 9; size++) {
                cases++;
                float[][] inputs = new float[k][2 * size * size];
                for (float[] input : inputs) {
                    for (int i = 0; i < input.length; i++) {
                        input[i] = random.nextFloat();
                    }
                }
                int[] shape = {2, size, size};
                assertThat(new ConcatenationEncoder(shape, k).encode(inputs, 0))
                        .containsExactly(SlowTiling.encode(inputs, shape), within(1e-5f));
            }
        }
        assertThat(cases).isEqualTo(7 * 5);
    }

    @Test
    void emptySlotCountsAsZeros() {
        float[] image = {1, 2, 3, 4};
        for (Encoder encoder : new Encoder[] {
            new AdditionEncoder(new int[] {1, 2, 2}, 2, 1),
            new StackingEncoder(new int[] {1, 2, 2}, 2),
            new ConcatenationEncoder(new int[] {1, 2, 2}, 2)
        }) {
            assertThat(encoder.encode(new float[][] {image, null}, 0))
                    .isEqualTo(encoder.encode(new float[][] {image, new float[4]}, 0));
        }
    }

    @Test
    void wrongInputsAreRefused() {
        Encoder encoder = new AdditionEncoder(new int[] {2}, 2, 1);

        assertThatThrownBy(() -> encoder.encode(new float[][] {{1, 2}}, 0))
                .hasMessage("a group has 2 slots but 1 were given");
        assertThatThrownBy(() -> encoder.encode(new float[][] {{1, 2}, {1}}, 0))
                .hasMessage("slot 1 must have 2 elements but has 1");
        assertThatThrownBy(() -> encoder.encode(new float[2][], 0)).hasMessageContaining("at least one input");
        assertThatThrownBy(() -> new ConcatenationEncoder(new int[] {4}, 2))
                .hasMessageContaining("[channels, height, width]");
        assertThatThrownBy(() -> new ConcatenationEncoder(new int[] {1, 1, 1}, 2))
                .hasMessageContaining("too small");
    }
}
