package io.parm.coding;

import java.util.Arrays;

/**
 * The parity model puts out one row per slot, {@code [k, c]}: a missing output is its slot's own row.
 *
 * <p>Needs no other output of the group, so it is ready when the parity output is, and one parity output recovers any number of
 * late slots. Several parity outputs are averaged. Needs an encoder that tells slots apart.
 */
public final class SlotOutput implements ParityOutput {

    private static final long serialVersionUID = 1L;

    private final int k;

    public SlotOutput(int k) {
        this.k = k;
    }

    @Override
    public int parityOutputSize(int outputSize) {
        return k * outputSize;
    }

    @Override
    public boolean recovers(int missing, int parities) {
        return parities > 0;
    }

    @Override
    public float[] target(float[][] outputs, int parity) {
        int outputSize = 0;
        for (float[] output : outputs) {
            outputSize = output == null ? outputSize : output.length;
        }
        float[] rows = new float[k * outputSize];
        for (int slot = 0; slot < k; slot++) {
            if (outputs[slot] != null) {
                System.arraycopy(outputs[slot], 0, rows, slot * outputSize, outputSize);
            }
        }
        return rows;
    }

    @Override
    public float[] decode(int slot, int size, float[][] outputs, float[][] parityOutputs) {
        float[] mean = null;
        int count = 0;
        for (float[] parityOutput : parityOutputs) {
            if (parityOutput == null) {
                continue;
            }
            count++;
            int outputSize = outputSize(parityOutput);
            if (mean == null) {
                mean = Arrays.copyOfRange(parityOutput, slot * outputSize, (slot + 1) * outputSize);
            } else {
                average(mean, parityOutput, slot * outputSize, count);
            }
        }
        if (mean == null) {
            throw new IllegalArgumentException("slot " + slot + " cannot be decoded: no parity output is there");
        }
        return mean;
    }

    private int outputSize(float[] parityOutput) {
        if (parityOutput.length % k != 0) {
            throw new IllegalArgumentException("a per-slot parity output must have " + k + " equal rows but has "
                    + parityOutput.length + " elements");
        }
        return parityOutput.length / k;
    }

    private static void average(float[] mean, float[] parityOutput, int start, int count) {
        for (int i = 0; i < mean.length; i++) {
            mean[i] += (parityOutput[start + i] - mean[i]) / count;
        }
    }
}
