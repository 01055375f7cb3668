package io.parm.training.engine;

/**
 * What the outputs for some examples are compared with, row by row of {@code c} floats: a row per example, or several per group. Owns its
 * arrays, which nobody writes to; never compared.
 *
 * @param size examples
 * @param values {@code [rows, c]}, row-major; what they mean is the {@link Loss}'s matter
 * @param weights {@code [rows]}: how much a row counts; 0 for the row of an empty slot
 * @param decoding what the outputs go through before they are compared; {@code null} when they are the rows themselves
 */
public record Targets(int size, float[] values, float[] weights, Decoding decoding) {

    /** @throws IllegalArgumentException if the arrays do not fit each other */
    public Targets {
        if (size < 1 || weights.length % size != 0 || values.length % weights.length != 0) {
            throw new IllegalArgumentException(
                    size + " examples cannot have " + weights.length + " rows and " + values.length + " target floats");
        }
        if (decoding != null
                && (decoding.scales().length != weights.length || decoding.offsets().length != values.length)) {
            throw new IllegalArgumentException(
                    "a decoding must have one scale per row and one offset per target float");
        }
    }

    /**
     * Each example's output makes {@code rows / size} rows: {@code scale · output + offset}, as a sum is decoded.
     *
     * @param scales {@code [rows]}
     * @param offsets {@code [rows, c]}, row-major
     */
    public record Decoding(float[] scales, float[] offsets) {}

    /** {@code c}. */
    int rowSize() {
        return values.length / weights.length;
    }

    int rowsPerExample() {
        return weights.length / size;
    }
}
