package io.parm.training;

import io.parm.training.engine.Batch;
import java.util.ArrayList;
import java.util.List;

/** Puts a batch together, example by example. Mutable, one thread. */
final class BatchBuilder {

    private final List<float[]> inputs = new ArrayList<>();
    private final TargetsBuilder targets = new TargetsBuilder();

    /**
     * Adds an example.
     *
     * @param input of the network
     * @param rows what its output is compared with; as many as every other example's
     */
    void add(float[] input, List<Lesson.Row> rows) {
        inputs.add(input);
        targets.add(rows);
    }

    Batch build() {
        return new Batch(Floats.joined(inputs), targets.build());
    }
}
