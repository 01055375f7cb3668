package io.parm.training;

import io.parm.coding.CodeSpec;
import io.parm.coding.ErasureCode;
import io.parm.model.Fingerprint;
import io.parm.training.data.Task;
import java.io.IOException;

/**
 * All that decides what a training comes to.
 *
 * @param task what is learned
 * @param spec the code, with at least one parity query
 */
public record Recipe(Task task, CodeSpec spec, Models models, TrainingSettings settings) {

    /** @throws IllegalArgumentException if the code has no parity or does not fit the task's inputs */
    public Recipe {
        if (spec.r() < 1) {
            throw new IllegalArgumentException("r must be 1.." + ErasureCode.MAX_R + " to train but was " + spec.r());
        }
        ErasureCode.of(spec, task.train().shape());
        if (!AnswerTarget.exists(task.output())) {
            settings = settings.with(ParityLoss.SQUARED_ERROR);
        }
    }

    ErasureCode code() {
        return ErasureCode.of(spec, task.train().shape());
    }

    /** Equal for equal recipes, so that a killed training only goes on with its own. */
    String text() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(task.name()).append('\n').append(task.source()).append('\n');
        text.append(spec)
                .append('\n')
                .append(settings)
                .append('\n')
                .append(models)
                .append('\n');
        if (models.deployed().isPresent()) {
            text.append(Fingerprint.sha256(models.deployed().get())).append('\n');
        }
        if (models.parity().file().isPresent()) {
            text.append(Fingerprint.sha256(models.parity().file().get())).append('\n');
        }
        return text.toString();
    }
}
