package io.parm.coding;

/**
 * Parity input {@code j} is {@code Σ coefficient[j][i] · X_i}, of the shape of one query (paper §3.2; coefficient rows §7).
 *
 * <p>Works on any feature tensor. Immutable, thread-safe, hot.
 */
public final class AdditionEncoder implements Encoder {

    private static final long serialVersionUID = 1L;

    private final int[] shape;
    private final int elements;
    private final float[][] coefficients;

    /**
     * @param shape shape of one query's input, without batch axis
     * @param k slots of a group
     * @param r number of parity inputs
     */
    public AdditionEncoder(int[] shape, int k, int r) {
        this.shape = shape.clone();
        this.elements = Shapes.elements(shape);
        this.coefficients = Coefficients.rows(k, Math.max(r, 1));
    }

    @Override
    public int k() {
        return coefficients[0].length;
    }

    @Override
    public int[] parityShape() {
        return shape.clone();
    }

    @Override
    public float[] encode(float[][] inputs, int parity) {
        Shapes.checkInputs(inputs, k(), elements);
        int first = firstOf(inputs);
        // A copy is cheaper than an array of zeros and a pass over it.
        float[] sum = inputs[first].clone();
        if (parity == 0) {
            Sums.add(sum, inputs, first + 1);
        } else {
            addScaled(sum, inputs, first, coefficients[parity]);
        }
        return sum;
    }

    private static int firstOf(float[][] inputs) {
        int first = 0;
        while (inputs[first] == null) {
            first++;
        }
        return first;
    }

    private static void addScaled(float[] sum, float[][] inputs, int first, float[] row) {
        if (row[first] != 1) {
            Sums.scale(sum, row[first]);
        }
        for (int slot = first + 1; slot < inputs.length; slot++) {
            if (inputs[slot] != null) {
                Sums.addScaled(sum, inputs[slot], row[slot]);
            }
        }
    }
}
