package io.parm.training;

import io.parm.coding.ErasureCode;

/**
 * Coding groups of samples with their models' outputs: all that decoding needs, by the code that serving uses. Owns its arrays; never
 * compared.
 *
 * @param deployed the deployed model's outputs, which are to be reconstructed
 * @param groups sample by group and slot
 * @param members of every group, 1 … k; the slots after them are empty
 * @param parityOutputs {@code [r][groups][parity output]}; {@code null} for a parity query that there is no output of
 */
record CodedGroups(ErasureCode code, MeasuredOutputs deployed, int[][] groups, int members, float[][][] parityOutputs) {

    /** Whether a slot's bit is set in a set of slots. */
    static boolean contains(int slots, int slot) {
        return (slots >> slot & 1) == 1;
    }

    /**
     * A reconstruction.
     *
     * @param slot the wanted one
     * @param missing the slots without an output, a bit each, the wanted one among them
     */
    float[] reconstructed(int group, int slot, int missing) {
        float[][] present = new float[code.k()][];
        for (int other = 0; other < members; other++) {
            present[other] = contains(missing, other) ? null : deployed.outputs()[groups[group][other]];
        }
        float[][] parities = new float[code.r()][];
        for (int parity = 0; parity < code.r(); parity++) {
            parities[parity] = parityOutputs[parity] == null ? null : parityOutputs[parity][group];
        }
        return code.parityOutput().decode(slot, members, present, parities);
    }

    /** A reconstruction of the only missing output. */
    float[] reconstructed(int group, int slot) {
        return reconstructed(group, slot, 1 << slot);
    }

    /** Over all single losses: every output of every group missing once (paper §4.1, degraded mode). */
    Scores singleLosses() {
        MeanScore accuracy = new MeanScore(deployed.metric());
        MeanScore agreement = new MeanScore(deployed.metric());
        for (int group = 0; group < groups.length; group++) {
            for (int slot = 0; slot < members; slot++) {
                int sample = groups[group][slot];
                float[] reconstructed = reconstructed(group, slot);
                accuracy.add(reconstructed, truth(group, slot));
                agreement.add(reconstructed, deployed.metric().asTruth(deployed.outputs()[sample]));
            }
        }
        return new Scores(accuracy.value(), agreement.value(), groups.length * members);
    }

    /** The deployed model's outputs by slot; {@code null} where the slot is empty. */
    float[][] deployedOutputs(int group) {
        float[][] outputs = new float[code.k()][];
        for (int slot = 0; slot < members; slot++) {
            outputs[slot] = deployed.outputs()[groups[group][slot]];
        }
        return outputs;
    }

    /** What is true of the queries by slot; {@code null} where the slot is empty. */
    float[][] truths(int group) {
        float[][] truths = new float[code.k()][];
        for (int slot = 0; slot < members; slot++) {
            truths[slot] = truth(group, slot);
        }
        return truths;
    }

    float[] truth(int group, int slot) {
        return deployed.samples().truth(groups[group][slot]);
    }
}
