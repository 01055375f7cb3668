package io.parm.training;

import io.parm.training.data.Samples;
import io.parm.training.data.Task;

/**
 * A task's training samples in two: those to learn from, and the last ones, which choose the checkpoint.
 *
 * @param train to learn from
 * @param validation never learned from
 */
record Split(Task task, Samples train, Samples validation) {

    /** @param validationShare share of the samples for validation */
    static Split of(Task task, double validationShare) {
        int size = task.train().size();
        int train = size - (int) Math.round(size * validationShare);
        return new Split(task, task.train().range(0, train), task.train().range(train, size));
    }
}
