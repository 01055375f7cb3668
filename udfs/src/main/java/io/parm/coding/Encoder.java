package io.parm.coding;

import java.io.Serializable;

/**
 * Makes parity inputs out of the inputs of a coding group.
 *
 * <p>An encoder is immutable, thread-safe and hot: it runs once per group and parity query on the task thread. Inputs are
 * flat, row-major float arrays in the model's own (already normalised) feature space. An empty slot, which only a partial
 * group has, is {@code null} and counts as all zeros.
 */
public sealed interface Encoder extends Serializable permits AdditionEncoder, ConcatenationEncoder, StackingEncoder {

    /** Which encoder a manifest or a command names. */
    enum Kind {
        ADDITION,
        CONCATENATION,
        STACKING
    }

    /** Number of slots in a group. */
    int k();

    /** The shape of one parity input, without batch axis; the caller owns the returned array. */
    int[] parityShape();

    /**
     * Encodes one parity input.
     *
     * @param inputs {@code k} inputs, each of the query shape's element count; {@code null} where the slot is empty
     * @param parity which parity query, {@code 0 … r − 1}
     * @return a new array of {@link #parityShape()}'s element count
     * @throws IllegalArgumentException if the number of slots or an input's length is wrong, or every slot is empty
     */
    float[] encode(float[][] inputs, int parity);
}
