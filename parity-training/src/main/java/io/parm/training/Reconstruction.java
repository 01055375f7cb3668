package io.parm.training;

import io.parm.coding.ErasureCode;
import io.parm.training.data.Samples;
import io.parm.training.engine.Network;
import java.util.List;
import java.util.Random;

/**
 * Measures what reconstructions are worth: samples in seeded random groups of k, every output of every group missing once, decoded by
 * the code that serving uses (paper §4.1, degraded mode).
 */
final class Reconstruction {

    private final ErasureCode code;
    private final MeasuredOutputs deployed;
    private final Samples samples;
    private final int[][] groups;

    /**
     * @param deployed the deployed model's outputs, which are to be reconstructed
     * @param seed of the groups
     */
    Reconstruction(ErasureCode code, MeasuredOutputs deployed, int seed) {
        this.code = code;
        this.deployed = deployed;
        this.samples = deployed.samples();
        this.groups = Order.groups(samples.size(), code.k(), new Random(seed));
    }

    /**
     * What the reconstructions of all single losses came to.
     *
     * @param accuracy mean score against the truth (the paper's A_d), 0 … 1; not a number if nothing is known of any sample
     * @param agreement mean score against what the deployed model puts out, 0 … 1
     * @param scenarios reconstructions measured
     */
    record Figures(double accuracy, double agreement, int scenarios) {

        /** What chooses a checkpoint: without truth, the reconstruction that agrees most is the best. */
        double scoreOrAgreement() {
            return Double.isNaN(accuracy) ? agreement : accuracy;
        }
    }

    /** With one parity output only. */
    Figures measure(int parity, Network network) {
        float[][][] parityOutputs = new float[code.r()][][];
        parityOutputs[parity] = parityOutputs(parity, network, code.k());
        return figures(parityOutputs, code.k());
    }

    /**
     * With every parity output, in groups of a size.
     *
     * @param members of a group, 1 … k; the slots after them are empty
     */
    Figures measure(List<Network> parities, int members) {
        float[][][] parityOutputs = new float[code.r()][][];
        for (int parity = 0; parity < code.r(); parity++) {
            parityOutputs[parity] = parityOutputs(parity, parities.get(parity), members);
        }
        return figures(parityOutputs, members);
    }

    /** One parity output per group, {@code [groups][parity output]}. */
    private float[][] parityOutputs(int parity, Network network, int members) {
        return Outputs.of(network, groups.length, group -> {
            float[][] inputs = new float[code.k()][];
            for (int slot = 0; slot < members; slot++) {
                inputs[slot] = samples.input(groups[group][slot]);
            }
            return code.encoder().encode(inputs, parity);
        });
    }

    private Figures figures(float[][][] parityOutputs, int members) {
        MeanScore accuracy = new MeanScore(deployed.metric());
        MeanScore agreement = new MeanScore(deployed.metric());
        for (int group = 0; group < groups.length; group++) {
            for (int slot = 0; slot < members; slot++) {
                int sample = groups[group][slot];
                float[] reconstructed = reconstructed(group, slot, members, parityOutputs);
                accuracy.add(reconstructed, samples.truth(sample));
                agreement.add(reconstructed, deployed.metric().asTruth(deployed.outputs()[sample]));
            }
        }
        return new Figures(accuracy.value(), agreement.value(), groups.length * members);
    }

    private float[] reconstructed(int group, int missing, int members, float[][][] parityOutputs) {
        float[][] present = new float[code.k()][];
        for (int slot = 0; slot < members; slot++) {
            present[slot] = slot == missing ? null : deployed.outputs()[groups[group][slot]];
        }
        float[][] parities = new float[code.r()][];
        for (int parity = 0; parity < code.r(); parity++) {
            parities[parity] = parityOutputs[parity] == null ? null : parityOutputs[parity][group];
        }
        return code.parityOutput().decode(missing, members, present, parities);
    }
}
