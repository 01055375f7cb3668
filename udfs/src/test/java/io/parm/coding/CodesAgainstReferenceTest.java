package io.parm.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random groups, full and partial, against the codes' definitions written down plainly, in double precision. */
class CodesAgainstReferenceTest {

    private static final int CASES = 500;

    private final Random random = new Random(2019);

    @Test
    void additionIsTheSumOverTheFullSlots() {
        for (int i = 0; i < CASES; i++) {
            int k = 1 + random.nextInt(ErasureCode.MAX_K);
            int parity = random.nextInt(ErasureCode.MAX_R);
            float[][] inputs = someRows(k, 1 + random.nextInt(70));

            assertThat(new AdditionEncoder(new int[] {length(inputs)}, k, ErasureCode.MAX_R).encode(inputs, parity))
                    .containsExactly(sum(inputs, parity), within(k * (float) Math.pow(k, parity) * 1e-6f));
        }
    }

    @Test
    void stackingIsEverySlotInItsPlace() {
        for (int i = 0; i < CASES; i++) {
            int k = 1 + random.nextInt(ErasureCode.MAX_K);
            float[][] inputs = someRows(k, 1 + random.nextInt(70));
            float[] stacked = new StackingEncoder(new int[] {length(inputs)}, k).encode(inputs, 0);

            assertThat(stacked).hasSize(k * length(inputs));
            for (int at = 0; at < stacked.length; at++) {
                float[] input = inputs[at / length(inputs)];
                assertThat(stacked[at]).isEqualTo(input == null ? 0 : input[at % length(inputs)]);
            }
        }
    }

    @Test
    void concatenationAveragesTheFullSlotsAreas() {
        for (int i = 0; i < CASES; i++) {
            int k = 1 + random.nextInt(9);
            int[] shape = {1 + random.nextInt(3), 3 + random.nextInt(12), 3 + random.nextInt(12)};
            float[][] inputs = someRows(k, Shapes.elements(shape));

            assertThat(new ConcatenationEncoder(shape, k).encode(inputs, 0))
                    .containsExactly(SlowTiling.encode(zerosWhereEmpty(inputs), shape), within(1e-5f));
        }
    }

    @Test
    void concatenationOfTwoWorksOnASingleRow() {
        assertThat(new ConcatenationEncoder(new int[] {1, 1, 4}, 2)
                        .encode(new float[][] {{1, 3, 5, 7}, {2, 4, 6, 10}}, 0))
                .containsExactly(2, 6, 3, 8);
    }

    @Test
    void sumDecodesWhatIsMissingOfFullAndPartialGroups() {
        for (int i = 0; i < CASES; i++) {
            int k = 1 + random.nextInt(8);
            int size = 1 + random.nextInt(k);
            int slot = random.nextInt(size);
            int parity = random.nextInt(2);
            float[][] outputs = rows(size, k, 1 + random.nextInt(70));
            float[] truth = outputs[slot];
            float[][] parityOutputs = new float[2][];
            parityOutputs[parity] = sum(outputs, parity);
            outputs[slot] = null;

            assertThat(new SumOutput(k, 2).decode(slot, size, outputs, parityOutputs))
                    .containsExactly(truth, within(k * k * 1e-6f));
        }
    }

    @Test
    void perSlotDecodesTheSlotsOwnRow() {
        for (int i = 0; i < CASES; i++) {
            int k = 1 + random.nextInt(8);
            float[][] outputs = someRows(k, 1 + random.nextInt(70));
            SlotOutput perSlot = new SlotOutput(k);
            int slot = random.nextInt(k);
            float[] row = outputs[slot] == null ? new float[length(outputs)] : outputs[slot];

            assertThat(perSlot.decode(slot, k, new float[k][], new float[][] {null, perSlot.target(outputs, 0)}))
                    .isEqualTo(row);
        }
    }

    private float[] sum(float[][] rows, int parity) {
        double[] sum = new double[length(rows)];
        for (int slot = 0; slot < rows.length; slot++) {
            for (int i = 0; rows[slot] != null && i < sum.length; i++) {
                sum[i] += Math.pow(slot + 1, parity) * rows[slot][i];
            }
        }
        float[] rounded = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            rounded[i] = (float) sum[i];
        }
        return rounded;
    }

    /** About a third of the slots is empty, but never all. */
    private float[][] someRows(int k, int length) {
        float[][] rows = rows(k, k, length);
        int full = random.nextInt(k);
        for (int slot = 0; slot < k; slot++) {
            rows[slot] = slot != full && random.nextInt(3) == 0 ? null : rows[slot];
        }
        return rows;
    }

    private float[][] rows(int size, int k, int length) {
        float[][] rows = new float[k][];
        for (int slot = 0; slot < size; slot++) {
            rows[slot] = new float[length];
            for (int i = 0; i < length; i++) {
                rows[slot][i] = 2 * random.nextFloat() - 1;
            }
        }
        return rows;
    }

    private static float[][] zerosWhereEmpty(float[][] inputs) {
        float[][] full = inputs.clone();
        for (int slot = 0; slot < full.length; slot++) {
            full[slot] = full[slot] == null ? new float[length(inputs)] : full[slot];
        }
        return full;
    }

    private static int length(float[][] rows) {
        int length = 0;
        for (float[] row : rows) {
            length = row == null ? length : row.length;
        }
        return length;
    }
}
