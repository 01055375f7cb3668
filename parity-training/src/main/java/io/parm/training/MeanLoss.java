package io.parm.training;

import io.parm.training.engine.Loss;
import java.util.ArrayList;
import java.util.List;

/** The mean loss over outputs that are there already. Mutable, one thread. */
final class MeanLoss {

    private final Loss loss;
    private final List<float[]> outputs = new ArrayList<>();
    private final TargetsBuilder targets = new TargetsBuilder();

    MeanLoss(Loss loss) {
        this.loss = loss;
    }

    /** @param rows what the output is compared with; as many as every other output's */
    void add(float[] output, List<Lesson.Row> rows) {
        outputs.add(output);
        targets.add(rows);
    }

    /** Not a number if nothing was added. */
    double value() {
        return outputs.isEmpty() ? Double.NaN : loss.of(Floats.joined(outputs), targets.build());
    }
}
