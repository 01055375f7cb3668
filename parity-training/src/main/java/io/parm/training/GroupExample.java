package io.parm.training;

import java.util.List;

/**
 * A coding group of test samples, to be looked at. Owns its arrays; never compared.
 *
 * @param slots in order
 * @param parityQuery the first one, of the parity shape
 * @param parityShape without batch axis
 */
public record GroupExample(List<Slot> slots, float[] parityQuery, int[] parityShape) {

    /**
     * A member.
     *
     * @param input as the model takes it
     * @param truth what is true of it; may be empty
     * @param deployed the deployed model's output
     * @param reconstructed what stands in for that output if it alone is missing
     */
    public record Slot(float[] input, float[] truth, float[] deployed, float[] reconstructed) {}
}
