package io.parm.training.data;

/**
 * How a sample is looked at in training.
 *
 * @param down the window's move downwards, pixels
 * @param right the window's move to the right, pixels
 * @param mirrored whether left and right are exchanged
 */
public record View(int down, int right, boolean mirrored) {

    /** As the sample is. */
    public static final View UNCHANGED = new View(0, 0, false);
}
