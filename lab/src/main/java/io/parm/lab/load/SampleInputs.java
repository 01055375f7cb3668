package io.parm.lab.load;

import io.parm.training.data.Samples;

/** A task's samples as payloads, again and again in order; each is made when it is needed. */
public record SampleInputs(Samples samples) implements Inputs {

    @Override
    public float[] at(int index) {
        return samples.input(index % samples.size());
    }

    @Override
    public int[] shape() {
        return samples.shape();
    }
}
