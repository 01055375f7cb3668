package io.parm.training.engine;

/**
 * One step's examples. The network's outputs are read as rows of {@code c} floats: one row per example, or one per slot of a group.
 * Owns its arrays, which nobody writes to; never compared.
 *
 * @param size examples in the batch
 * @param inputs {@code [size, …inputShape]}, row-major
 * @param targets {@code [rows, c]}, row-major; what they mean is the {@link Loss}'s matter
 * @param weights {@code [rows]}: how much a row counts; 0 for the row of an empty slot
 */
public record Batch(int size, float[] inputs, float[] targets, float[] weights) {

    /** @throws IllegalArgumentException if the arrays do not fit each other */
    public Batch {
        if (size < 1 || weights.length % size != 0 || targets.length % weights.length != 0) {
            throw new IllegalArgumentException("a batch of " + size + " cannot have " + weights.length + " rows and "
                    + targets.length + " target floats");
        }
    }
}
