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
            addScaled(sum, outputs[slot], coefficients[parity][slot]);
        }
        return sum;
    }

    @Override
    public float[] decode(int slot, int size, float[][] outputs, float[][] parityOutputs) {
        List<Integer> missing = absent(outputs, size);
        List<Integer> parities = present(parityOutputs);
        if (!missing.contains(slot) || !recovers(missing.size(), parities.size())) {
            throw new IllegalArgumentException("slot " + slot + " cannot be decoded: " + missing.size()
                    + " outputs are missing and " + parities.size() + " parity outputs are there");
        }
        List<float[]> residuals = new ArrayList<>();
        for (int parity : parities) {
            residuals.add(residual(parity, size, outputs, parityOutputs[parity]));
        }
        if (missing.size() == 1 && parities.size() == 1) {
            return scaled(residuals.get(0), 1 / coefficients[parities.get(0)][slot]);
        }
        return solve(missing, parities, residuals, missing.indexOf(slot));
    }

    private float[] residual(int parity, int size, float[][] outputs, float[] parityOutput) {
        float[] residual = parityOutput.clone();
        for (int slot = 0; slot < size; slot++) {
            if (outputs[slot] != null) {
                addScaled(residual, outputs[slot], -coefficients[parity][slot]);
            }
        }
        return residual;
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

    private static void addScaled(float[] sum, float[] output, float coefficient) {
        if (sum.length != output.length) {
            throw new IllegalArgumentException(
                    "outputs of a group must have one length but were " + sum.length + " and " + output.length);
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] += coefficient * output[i];
        }
    }

    private static float[] scaled(float[] values, float factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return values;
    }
}
