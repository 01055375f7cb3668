package io.parm.training;

import io.parm.model.UserError;
import io.parm.training.data.Task;

/** A model must put out what its task asks for. */
final class OutputSize {

    private OutputSize() {}

    /**
     * @param model what puts out, for the message
     * @param outputs floats of one output
     * @throws UserError if the task has another number
     */
    static void check(String model, int outputs, Task task) {
        if (outputs != task.output().size()) {
            throw new UserError("%s puts out %d floats but %s has %d %s"
                    .formatted(
                            model,
                            outputs,
                            task.name(),
                            task.output().size(),
                            task.output().kind() == Task.Kind.CLASSIFICATION ? "labels" : "numbers"));
        }
    }
}
