package io.parm.training;

import io.parm.coding.ErasureCode;
import io.parm.training.data.Images;
import io.parm.training.data.Images.View;
import io.parm.training.engine.Network;
import java.util.List;
import java.util.Random;

/**
 * Measures what reconstructions are worth: images in seeded random groups of k, every output of every group missing once, decoded by
 * the code that serving uses (paper §4.1, degraded mode).
 */
final class Reconstruction {

    private final ErasureCode code;
    private final Images images;
    private final float[][] outputs;
    private final int[][] groups;

    /**
     * @param images what to reconstruct the outputs of
     * @param outputs the deployed model's outputs for them
     * @param seed of the groups
     */
    Reconstruction(ErasureCode code, Images images, float[][] outputs, int seed) {
        this.code = code;
        this.images = images;
        this.outputs = outputs;
        this.groups = Order.groups(images.size(), code.k(), new Random(seed));
    }

    static Reconstruction of(ErasureCode code, Images images, Network deployed, int seed) {
        return new Reconstruction(code, images, Outputs.of(deployed, images, View.UNCHANGED), seed);
    }

    /**
     * What the reconstructions of all single losses came to.
     *
     * @param accuracy share that names the true label (the paper's A_d), 0 … 1
     * @param agreement share that names what the deployed model names, 0 … 1
     * @param scenarios reconstructions measured
     */
    record Figures(double accuracy, double agreement, int scenarios) {}

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
                inputs[slot] = images.input(groups[group][slot]);
            }
            return code.encoder().encode(inputs, parity);
        });
    }

    private Figures figures(float[][][] parityOutputs, int members) {
        int right = 0;
        int agreeing = 0;
        for (int group = 0; group < groups.length; group++) {
            for (int slot = 0; slot < members; slot++) {
                int image = groups[group][slot];
                int named = Outputs.largest(reconstructed(group, slot, members, parityOutputs));
                right += named == images.label(image) ? 1 : 0;
                agreeing += named == Outputs.largest(outputs[image]) ? 1 : 0;
            }
        }
        int scenarios = groups.length * members;
        return new Figures((double) right / scenarios, (double) agreeing / scenarios, scenarios);
    }

    private float[] reconstructed(int group, int missing, int members, float[][][] parityOutputs) {
        float[][] present = new float[code.k()][];
        for (int slot = 0; slot < members; slot++) {
            present[slot] = slot == missing ? null : outputs[groups[group][slot]];
        }
        float[][] parities = new float[code.r()][];
        for (int parity = 0; parity < code.r(); parity++) {
            parities[parity] = parityOutputs[parity] == null ? null : parityOutputs[parity][group];
        }
        return code.parityOutput().decode(missing, members, present, parities);
    }
}
