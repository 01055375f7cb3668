package io.parm.training;

import io.parm.training.data.Images.View;
import io.parm.training.engine.Network;

/**
 * The frozen deployed model's outputs for the training images, as they are and mirrored. Owns its arrays; never compared.
 *
 * @param split whose training images these are
 * @param outputs {@code [images][c]}
 * @param mirroredOutputs the same for the mirrored images; where the task does not mirror, {@code outputs} again
 */
record Teacher(Split split, float[][] outputs, float[][] mirroredOutputs) {

    static Teacher of(Network deployed, Split split) {
        float[][] outputs = Outputs.of(deployed, split.train(), View.UNCHANGED);
        View mirror = new View(0, 0, true);
        return new Teacher(split, outputs, split.mirrored() ? Outputs.of(deployed, split.train(), mirror) : outputs);
    }

    /** What is taught for an image seen in a certain way: a moved image is taught the output of the unmoved one. */
    float[] output(int image, View view) {
        return view.mirrored() ? mirroredOutputs[image] : outputs[image];
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
