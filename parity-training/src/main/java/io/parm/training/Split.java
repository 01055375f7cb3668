package io.parm.training;

import io.parm.training.data.Images;
import io.parm.training.data.Task;

/**
 * A task's training images in two: those to learn from, and the last ones, which choose the checkpoint.
 *
 * @param train to learn from
 * @param validation never learned from
 * @param classes number of labels
 * @param mirrored whether training may mirror images
 */
record Split(Images train, Images validation, int classes, boolean mirrored) {

    /** @param validationShare share of the images for validation */
    static Split of(Task task, double validationShare) {
        int size = task.train().size();
        int train = size - (int) Math.round(size * validationShare);
        return new Split(
                task.train().range(0, train),
                task.train().range(train, size),
                task.labels().size(),
                task.mirrored());
    }
}
