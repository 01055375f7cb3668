package io.parm.coding;

import java.io.Serializable;

/**
 * What a parity model's output stands for, and how a missing output is recovered from it.
 *
 * <p>Immutable, thread-safe; {@link #decode} is warm: it runs once per late query.
 */
public sealed interface ParityOutput extends Serializable permits SumOutput, SlotOutput {

    /** Which parity output a manifest or a command names. */
    enum Kind {
        SUM,
        PER_SLOT
    }

    /** Number of floats in a parity model's output for outputs of {@code outputSize} floats. */
    int parityOutputSize(int outputSize);

    /**
     * Whether a missing output can be recovered.
     *
     * @param missing how many of the group's outputs are not there, the wanted one included
     * @param parities how many parity outputs are there
     */
    boolean recovers(int missing, int parities);

    /**
     * Recovers the output of one slot.
     *
     * @param slot the wanted slot, whose output is missing
     * @param size members of the group; slots from {@code size} on are empty
     * @param outputs the deployed model's outputs by slot, each {@code [c]}; {@code null} where missing
     * @param parityOutputs the parity models' outputs; {@code null} where missing
     * @return an approximation of the missing output, {@code [c]}; its error is the parity model's own error
     * @throws IllegalArgumentException if {@link #recovers} is false or a length does not fit
     */
    float[] decode(int slot, int size, float[][] outputs, float[][] parityOutputs);

    /**
     * What parity model {@code parity} is trained to put out for a group.
     *
     * @param outputs the deployed model's outputs by slot, each {@code [c]}; {@code null} where the slot is empty
     * @return {@link #parityOutputSize} floats; zeros for an empty slot's row
     */
    float[] target(float[][] outputs, int parity);
}
