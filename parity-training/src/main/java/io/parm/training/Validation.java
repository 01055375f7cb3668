package io.parm.training;

/**
 * How a network does on the validation samples.
 *
 * @param loss what training makes small, without augmentation; not a number if there is nothing to compare with
 * @param score by the task's metric, 0 … 1; not a number if nothing is known of the samples
 */
record Validation(double loss, double score) {}
