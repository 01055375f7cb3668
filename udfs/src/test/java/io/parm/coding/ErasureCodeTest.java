package io.parm.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ErasureCodeTest {

    private static final int OUTPUT_SIZE = 5;

    private final Random random = new Random(20191027);

    @Test
    void everyRecoverableSubsetOfMissingSlotsIsRecovered() {
        int cases = 0;
        for (ParityOutput.Kind kind : ParityOutput.Kind.values()) {
            for (int k = 1; k <= 6; k++) {
                for (int r = 0; r <= 3; r++) {
                    ErasureCode code = ErasureCode.of(new CodeSpec(Encoder.Kind.STACKING, kind, k, r), new int[] {1});
                    cases += checkEverySubset(code);
                }
            }
        }
        // Per kind: the sum over k, r of k·2^(k−1) missing slots in all subsets, times 2^r subsets of parity outputs.
        assertThat(cases).isEqualTo(2 * (1 + 4 + 12 + 32 + 80 + 192) * (1 + 2 + 4 + 8));
    }

    private int checkEverySubset(ErasureCode code) {
        int cases = 0;
        float[][] truth = randomRows(code.k());
        for (int missing = 0; missing < 1 << code.k(); missing++) {
            for (int lost = 0; lost < 1 << code.r(); lost++) {
                for (int slot = 0; slot < code.k(); slot++) {
                    if ((missing >> slot & 1) == 1) {
                        cases++;
                        checkSlot(code, truth, missing, lost, slot);
                    }
                }
            }
        }
        return cases;
    }

    private void checkSlot(ErasureCode code, float[][] truth, int missing, int lost, int slot) {
        float[][] outputs = truth.clone();
        for (int i = 0; i < code.k(); i++) {
            outputs[i] = (missing >> i & 1) == 1 ? null : truth[i];
        }
        float[][] parityOutputs = new float[code.r()][];
        for (int parity = 0; parity < code.r(); parity++) {
            parityOutputs[parity] =
                    (lost >> parity & 1) == 1 ? null : code.parityOutput().target(truth, parity);
        }
        int present = code.r() - Integer.bitCount(lost);
        if (code.parityOutput().recovers(Integer.bitCount(missing), present)) {
            assertThat(code.parityOutput().decode(slot, code.k(), outputs, parityOutputs))
                    .containsExactly(truth[slot], within(2e-3f));
        } else {
            assertThatThrownBy(() -> code.parityOutput().decode(slot, code.k(), outputs, parityOutputs))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void additionOfALinearModelIsReconstructedExactly() {
        int[] shape = {2, 3};
        ErasureCode code = ErasureCode.of(new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, 3, 2), shape);
        float[][] inputs = {row(6), row(6), row(6)};
        float[] weights = row(6);
        float[][] outputs = {null, null, linear(weights, inputs[2])};
        float[][] parityOutputs = {
            linear(weights, code.encoder().encode(inputs, 0)),
            linear(weights, code.encoder().encode(inputs, 1))
        };

        assertThat(code.parityOutput().decode(1, 3, outputs, parityOutputs))
                .containsExactly(linear(weights, inputs[1]), within(1e-3f));
    }

    @Test
    void partialGroupIsDecodedOverItsMembersAlone() {
        ParityOutput sum = new SumOutput(4, 1);
        float[][] truth = {row(3), row(3), null, null};
        float[][] outputs = {truth[0], null, null, null};

        assertThat(sum.decode(1, 2, outputs, new float[][] {sum.target(truth, 0)}))
                .containsExactly(truth[1], within(1e-5f));
    }

    @Test
    void oneOfTwoParityOutputsIsEnoughForOneMissingOutput() {
        ParityOutput sum = new SumOutput(2, 2);
        float[][] truth = randomRows(2);

        assertThat(sum.decode(1, 2, new float[][] {truth[0], null}, new float[][] {null, sum.target(truth, 1)}))
                .containsExactly(truth[1], within(1e-4f));
    }

    @Test
    void perSlotOutputsOfSeveralParityModelsAreAveraged() {
        ParityOutput rows = new SlotOutput(2);

        assertThat(rows.decode(1, 2, new float[2][], new float[][] {{0, 0, 1, 2}, {0, 0, 3, 6}}))
                .containsExactly(2, 4);
    }

    @Test
    void specRefusesSizesOutOfBoundsAndSlotsThatCannotBeTold() {
        assertThatThrownBy(() -> new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, 17, 1))
                .hasMessage("k must be 1..16 but was 17");
        assertThatThrownBy(() -> new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, 2, -1))
                .hasMessage("r must be 0..4 but was -1");
        assertThatThrownBy(() -> new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.PER_SLOT, 2, 1))
                .hasMessageContaining("tells slots apart");
    }

    private float[][] randomRows(int count) {
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = row(OUTPUT_SIZE);
        }
        return rows;
    }

    private float[] row(int size) {
        float[] row = new float[size];
        for (int i = 0; i < size; i++) {
            row[i] = random.nextFloat() * 2 - 1;
        }
        return row;
    }

    private static float[] linear(float[] weights, float[] input) {
        float sum = 0;
        for (int i = 0; i < input.length; i++) {
            sum += weights[i] * input[i];
        }
        return new float[] {sum, -2 * sum};
    }
}
