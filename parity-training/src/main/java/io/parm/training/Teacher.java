package io.parm.training;

import io.parm.model.UserError;
import io.parm.training.data.Samples;
import io.parm.training.data.View;
import io.parm.training.engine.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The frozen deployed model's outputs for the training samples, as they are and mirrored. Owns its arrays; never compared.
 *
 * @param split whose training samples these are
 * @param outputs {@code [samples][c]}
 * @param mirroredOutputs the same for the mirrored samples; where the task does not mirror, {@code outputs} again
 */
record Teacher(Split split, float[][] outputs, float[][] mirroredOutputs) {

    /** Of recorded outputs so many are computed again, to see that they are this model's. */
    private static final int COMPARED = 200;

    /** The same model on another machine, or in another batch, differs by less, as a share of an output's largest float. */
    private static final float TOLERANCE = 0.01f;

    /** @throws UserError if the samples have recorded outputs, but of another model */
    static Teacher of(Network deployed, Split split) {
        float[][] outputs = recordedOrComputed(deployed, split.train());
        View mirror = new View(0, 0, true);
        boolean mirrored = split.task().input().augmentation().mirrored();
        return new Teacher(split, outputs, mirrored ? Outputs.of(deployed, split.train(), mirror) : outputs);
    }

    private static float[][] recordedOrComputed(Network deployed, Samples samples) {
        float[][] outputs = new float[samples.size()][];
        List<Integer> recorded = new ArrayList<>();
        List<Integer> unknown = new ArrayList<>();
        for (int sample = 0; sample < outputs.length; sample++) {
            outputs[sample] = samples.recordedOutput(sample).orElse(null);
            (outputs[sample] == null ? unknown : recorded).add(sample);
        }
        List<Integer> compared = spread(recorded);
        float[][] again = Outputs.of(deployed, compared.size(), i -> samples.input(compared.get(i)));
        for (int i = 0; i < again.length; i++) {
            check(outputs[compared.get(i)], again[i]);
        }
        float[][] computed = Outputs.of(deployed, unknown.size(), i -> samples.input(unknown.get(i)));
        for (int i = 0; i < computed.length; i++) {
            outputs[unknown.get(i)] = computed[i];
        }
        return outputs;
    }

    /** Of all times, since the service may have changed its model between two of them. */
    private static List<Integer> spread(List<Integer> recorded) {
        int count = Math.min(COMPARED, recorded.size());
        return IntStream.range(0, count)
                .mapToObj(i -> recorded.get((int) ((long) i * recorded.size() / count)))
                .toList();
    }

    private static void check(float[] recorded, float[] again) {
        if (recorded.length != again.length) {
            throw another("one has " + recorded.length + " floats where the model puts out " + again.length);
        }
        float largest = 1;
        for (float value : again) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < again.length; i++) {
            if (!(Math.abs(recorded[i] - again[i]) <= TOLERANCE * largest)) {
                throw another("float " + i + " of one is " + recorded[i] + " where the model puts out " + again[i]);
            }
        }
    }

    private static UserError another(String difference) {
        return new UserError("the recorded predictions are not this deployed model's: " + difference
                + "; name the service that made them, or leave them out");
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
