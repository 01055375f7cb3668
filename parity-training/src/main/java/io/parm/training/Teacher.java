package io.parm.training;

import io.parm.training.data.View;
import io.parm.training.engine.Network;

/**
 * The frozen deployed model's outputs for the training samples, as they are and mirrored. Owns its arrays; never compared.
 *
 * @param split whose training samples these are
 * @param outputs {@code [samples][c]}
 * @param mirroredOutputs the same for the mirrored samples; where the task does not mirror, {@code outputs} again
 */
record Teacher(Split split, float[][] outputs, float[][] mirroredOutputs) {

    static Teacher of(Network deployed, Split split) {
        float[][] outputs = Outputs.of(deployed, split.train(), View.UNCHANGED);
        View mirror = new View(0, 0, true);
        boolean mirrored = split.task().input().augmentation().mirrored();
        return new Teacher(split, outputs, mirrored ? Outputs.of(deployed, split.train(), mirror) : outputs);
    }

    /** What is taught for a sample seen in a certain way: a moved sample is taught the output of the unmoved one. */
    float[] output(int sample, View view) {
        return view.mirrored() ? mirroredOutputs[sample] : outputs[sample];
    }

    /** The mean output, {@code [c]}: a service's answer when it knows nothing of the query. */
    float[] meanOutput() {
        double[] sums = new double[outputs[0].length];
        for (float[] output : outputs) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += output[i];
            }
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / outputs.length);
        }
        return mean;
    }
}
