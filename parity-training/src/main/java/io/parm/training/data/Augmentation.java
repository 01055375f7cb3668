package io.parm.training.data;

/**
 * How training may look at a sample so that what is true of it stays true.
 *
 * @param maxShift pixels it may be moved in each direction, 0 or more
 * @param mirrored whether left and right may be exchanged
 * @param erasedSide side of a square that is erased somewhere (DeVries and Taylor, 2017), pixels; 0 for none
 */
public record Augmentation(int maxShift, boolean mirrored, int erasedSide) {

    /** Samples are only seen as they are. */
    public static final Augmentation NONE = new Augmentation(0, false, 0);

    /** Samples are seen where they are, as they are and mirrored. */
    public static final Augmentation MIRRORED = new Augmentation(0, true, 0);

    /** @throws IllegalArgumentException if {@code maxShift} or {@code erasedSide} is negative */
    public Augmentation {
        if (maxShift < 0 || erasedSide < 0) {
            throw new IllegalArgumentException(
                    "maxShift and erasedSide must be 0 or more but were " + maxShift + " and " + erasedSide);
        }
    }

    /** Moved and mirrored, with nothing erased. */
    public Augmentation(int maxShift, boolean mirrored) {
        this(maxShift, mirrored, 0);
    }
}
