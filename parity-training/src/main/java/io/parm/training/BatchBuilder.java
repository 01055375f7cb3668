package io.parm.training;

import io.parm.training.engine.Batch;
import java.util.ArrayList;
import java.util.List;

/** Puts a batch together, example by example. Mutable, one thread. */
final class BatchBuilder {

    private final int size;
    private final List<float[]> inputs = new ArrayList<>();
    private final List<Lesson.Row> rows = new ArrayList<>();

    /** @param size examples to come */
    BatchBuilder(int size) {
        this.size = size;
    }

    /**
     * Adds an example.
     *
     * @param input of the network
     * @param exampleRows what its output is compared with; as many as every other example's
     */
    void add(float[] input, List<Lesson.Row> exampleRows) {
        inputs.add(input);
        rows.addAll(exampleRows);
    }

    Batch build() {
        float[] weights = new float[rows.size()];
        float[] scales = new float[rows.size()];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = rows.get(row).weight();
            scales[row] = rows.get(row).scale();
        }
        float[] targets = joined(rows.stream().map(Lesson.Row::target).toList());
        boolean decoded = rows.get(0).offset() != null;
        Batch.Decoding decoding = decoded
                ? new Batch.Decoding(
                        scales, joined(rows.stream().map(Lesson.Row::offset).toList()))
                : null;
        return new Batch(size, joined(inputs), targets, weights, decoding);
    }

    private static float[] joined(List<float[]> parts) {
        int length = parts.get(0).length;
        float[] joined = new float[parts.size() * length];
        for (int i = 0; i < parts.size(); i++) {
            System.arraycopy(parts.get(i), 0, joined, i * length, length);
        }
        return joined;
    }
}
