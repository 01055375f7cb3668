package io.parm.training;

import io.parm.training.data.Metric;
import io.parm.training.data.Samples;
import io.parm.training.data.View;
import io.parm.training.engine.Network;

/**
 * A network's outputs for samples, and the metric that says what they are worth. Owns its array; never compared.
 *
 * @param outputs {@code [samples][c]}
 */
record MeasuredOutputs(Samples samples, float[][] outputs, Metric metric) {

    static MeasuredOutputs of(Network network, Samples samples, Metric metric) {
        return new MeasuredOutputs(samples, Outputs.of(network, samples, View.UNCHANGED), metric);
    }

    /** The mean score, 0 … 1; not a number if nothing is known of any sample. */
    double score() {
        MeanScore score = new MeanScore(metric);
        for (int i = 0; i < outputs.length; i++) {
            score.add(outputs[i], samples.truth(i));
        }
        return score.value();
    }
}
