package io.parm.training.data;

/**
 * How training may look at a sample so that what is true of it stays true.
 *
 * @param maxShift pixels it may be moved in each direction, 0 or more
 * @param mirrored whether left and right may be exchanged
 */
public record Augmentation(int maxShift, boolean mirrored) {

    /** Samples are only seen as they are. */
    public static final Augmentation NONE = new Augmentation(0, false);

    /** Samples are seen where they are, as they are and mirrored. */
    public static final Augmentation MIRRORED = new Augmentation(0, true);

    /** @throws IllegalArgumentException if {@code maxShift} is negative */
    public Augmentation {
        if (maxShift < 0) {
            throw new IllegalArgumentException("maxShift must be 0 or more but was " + maxShift);
        }
    }
}
