package io.parm.coding;

import java.util.ArrayList;
import java.util.List;
import org.ejml.simple.SimpleMatrix;

/**
 * Parity output {@code j} approximates {@code Σ coefficient[j][i] · F(X_i)}: the paper's code (§3.2, r > 1 in §7).
 *
 * <p>Needs all the other outputs of the group and recovers at most as many as there are parity outputs. One missing output and
 * one parity output is a subtraction; anything more is a linear solve, least squares when there are more parity outputs than
 * missing ones.
 */
public final class SumOutput implements ParityOutput {

    private static final long serialVersionUID = 1L;

    private final float[][] coefficients;

    public SumOutput(int k, int r) {
        this.coefficients = Coefficients.rows(k, r);
    }

    @Override
    public int parityOutputSize(int outputSize) {
        return outputSize;
    }

    @Override
    public boolean recovers(int missing, int parities) {
        return missing <= parities;
    }

    @Override
    public float[] target(float[][] outputs, int parity) {
        float[] sum = null;
        for (int slot = 0; slot < outputs.length; slot++) {
            if (outputs[slot] == null) {
                continue;
            }
            sum = sum == null ? new float[outputs[slot].length] : sum;
            Sums.addScaled(sum, outputs[slot], coefficients[parity][slot]);
        }
        return sum;
    }

    @Override
    public float[] decode(int slot, int size, float[][] outputs, float[][] parityOutputs) {
        int missing = countAbsent(outputs, size);
        int parities = countPresent(parityOutputs);
        if (slot >= size || outputs[slot] != null || !recovers(missing, parities)) {
            throw new IllegalArgumentException("slot " + slot + " cannot be decoded: " + missing
                    + " outputs are missing and " + parities + " parity outputs are there");
        }
        if (missing == 1 && parities == 1) {
            return subtract(slot, size, outputs, parityOutputs);
        }
        return solve(slot, size, outputs, parityOutputs);
    }

    /** The one missing output from the one parity output: the fast path, which allocates its result alone. */
    private float[] subtract(int slot, int size, float[][] outputs, float[][] parityOutputs) {
        int parity = 0;
        while (parityOutputs[parity] == null) {
            parity++;
        }
        if (parity > 0) {
            float[] output = residual(parity, size, outputs, parityOutputs[parity]);
            Sums.scale(output, 1 / coefficients[parity][slot]);
            return output;
        }
        float[] output = parityOutputs[0].clone();
        Sums.subtract(output, outputs, size);
        return output;
    }

    private float[] residual(int parity, int size, float[][] outputs, float[] parityOutput) {
        float[] residual = parityOutput.clone();
        for (int slot = 0; slot < size; slot++) {
            if (outputs[slot] != null) {
                Sums.addScaled(residual, outputs[slot], -coefficients[parity][slot]);
            }
        }
        return residual;
    }

    private float[] solve(int slot, int size, float[][] outputs, float[][] parityOutputs) {
        List<Integer> missing = absent(outputs, size);
        List<Integer> parities = present(parityOutputs);
        List<float[]> residuals = new ArrayList<>();
        for (int parity : parities) {
            residuals.add(residual(parity, size, outputs, parityOutputs[parity]));
        }
        return solve(missing, parities, residuals, missing.indexOf(slot));
    }

    private float[] solve(List<Integer> missing, List<Integer> parities, List<float[]> residuals, int wanted) {
        int outputSize = residuals.get(0).length;
        SimpleMatrix rows = new SimpleMatrix(parities.size(), missing.size());
        SimpleMatrix right = new SimpleMatrix(parities.size(), outputSize);
        for (int row = 0; row < parities.size(); row++) {
            for (int column = 0; column < missing.size(); column++) {
                rows.set(row, column, coefficients[parities.get(row)][missing.get(column)]);
            }
            for (int i = 0; i < outputSize; i++) {
                right.set(row, i, residuals.get(row)[i]);
            }
        }
        SimpleMatrix solution = rows.solve(right);
        float[] output = new float[outputSize];
        for (int i = 0; i < outputSize; i++) {
            output[i] = (float) solution.get(wanted, i);
        }
        return output;
    }

    private static List<Integer> absent(float[][] outputs, int size) {
        List<Integer> absent = new ArrayList<>();
        for (int slot = 0; slot < size; slot++) {
            if (outputs[slot] == null) {
                absent.add(slot);
            }
        }
        return absent;
    }

    private static List<Integer> present(float[][] parityOutputs) {
        List<Integer> present = new ArrayList<>();
        for (int parity = 0; parity < parityOutputs.length; parity++) {
            if (parityOutputs[parity] != null) {
                present.add(parity);
            }
        }
        return present;
    }

    private static int countAbsent(float[][] outputs, int size) {
        int absent = 0;
        for (int slot = 0; slot < size; slot++) {
            absent += outputs[slot] == null ? 1 : 0;
        }
        return absent;
    }

    private static int countPresent(float[][] parityOutputs) {
        int present = 0;
        for (float[] parityOutput : parityOutputs) {
            present += parityOutput == null ? 0 : 1;
        }
        return present;
    }
}
