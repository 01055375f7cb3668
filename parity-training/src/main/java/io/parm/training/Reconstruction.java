package io.parm.training;

import io.parm.coding.ErasureCode;
import io.parm.training.data.Samples;
import io.parm.training.engine.Network;
import java.util.List;
import java.util.Random;

/** Measures what reconstructions are worth: samples in seeded random groups of k, encoded as serving does. */
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

    /** What one parity model is worth alone: the score over all single losses. */
    Validation validate(Lesson lesson, Network network) {
        float[][] outputs = parityOutputs(lesson.parity(), network, code.k());
        float[][][] parityOutputs = new float[code.r()][][];
        parityOutputs[lesson.parity()] = outputs;
        CodedGroups coded = new CodedGroups(code, deployed, groups, code.k(), parityOutputs);
        MeanLoss loss = new MeanLoss(lesson.loss());
        for (int group = 0; group < groups.length; group++) {
            loss.add(outputs[group], lesson.rows(coded.deployedOutputs(group), coded.truths(group)));
        }
        return new Validation(loss.value(), coded.singleLosses().scoreOrAgreement());
    }

    /**
     * The groups with every parity output.
     *
     * @param members of a group, 1 … k; the slots after them are empty
     */
    CodedGroups groups(List<Network> parities, int members) {
        float[][][] parityOutputs = new float[code.r()][][];
        for (int parity = 0; parity < code.r(); parity++) {
            parityOutputs[parity] = parityOutputs(parity, parities.get(parity), members);
        }
        return new CodedGroups(code, deployed, groups, members, parityOutputs);
    }

    /** What one parity model is to be asked for a group. */
    float[] parityQuery(int group, int parity, int members) {
        float[][] inputs = new float[code.k()][];
        for (int slot = 0; slot < members; slot++) {
            inputs[slot] = samples.input(groups[group][slot]);
        }
        return code.encoder().encode(inputs, parity);
    }

    /** One parity output per group, {@code [groups][parity output]}. */
    private float[][] parityOutputs(int parity, Network network, int members) {
        return Outputs.of(network, groups.length, group -> parityQuery(group, parity, members));
    }
}
