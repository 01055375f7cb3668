package io.parm.training;

import io.parm.training.engine.Targets;
import java.util.ArrayList;
import java.util.List;

/** Puts together what outputs are compared with, example by example. Mutable, one thread. */
final class TargetsBuilder {

    private final List<Lesson.Row> rows = new ArrayList<>();
    private int size;

    /** @param exampleRows what one example's output is compared with; as many as every other example's */
    void add(List<Lesson.Row> exampleRows) {
        rows.addAll(exampleRows);
        size++;
    }

    Targets build() {
        float[] weights = new float[rows.size()];
        float[] scales = new float[rows.size()];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = rows.get(row).weight();
            scales[row] = rows.get(row).scale();
        }
        float[] values = Floats.joined(rows.stream().map(Lesson.Row::target).toList());
        boolean decoded = rows.get(0).offset() != null;
        Targets.Decoding decoding = decoded
                ? new Targets.Decoding(
                        scales,
                        Floats.joined(rows.stream().map(Lesson.Row::offset).toList()))
                : null;
        return new Targets(size, values, weights, decoding);
    }
}
