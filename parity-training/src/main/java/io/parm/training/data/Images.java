package io.parm.training.data;

import java.util.Arrays;
import java.util.List;

/**
 * Labelled images of one size. Immutable, thread-safe.
 *
 * <p>Pixels are kept as bytes and become {@code (pixel / 255 − mean) / std} when they are handed out.
 */
public final class Images {

    private static final int PIXEL_VALUES = 256;

    private final int[] shape;
    private final List<byte[]> pixels;
    private final int[] labels;
    private final float[] normalised;

    /**
     * @param shape {@code [channels, height, width]}
     * @param pixels one array per image, of the shape's element count; owned by this object from now on
     * @param labels one class per image; owned by this object from now on
     * @param normalisation mean and standard deviation of the pixels after scaling to 0…1
     */
    public Images(int[] shape, List<byte[]> pixels, int[] labels, Normalisation normalisation) {
        if (pixels.size() != labels.length) {
            throw new IllegalArgumentException(
                    "there must be a label per image but there are " + pixels.size() + " and " + labels.length);
        }
        this.shape = shape.clone();
        this.pixels = List.copyOf(pixels);
        this.labels = labels;
        this.normalised = normalisation.table();
    }

    private Images(Images all, int from, int to) {
        this.shape = all.shape;
        this.pixels = all.pixels.subList(from, to);
        this.labels = Arrays.copyOfRange(all.labels, from, to);
        this.normalised = all.normalised;
    }

    /**
     * Mean and standard deviation of the pixels of a channel, after scaling to 0…1.
     *
     * @param mean 0 … 1
     * @param std above 0
     */
    public record Normalisation(float mean, float std) {

        private float[] table() {
            float[] table = new float[PIXEL_VALUES];
            for (int value = 0; value < PIXEL_VALUES; value++) {
                table[value] = (value / (PIXEL_VALUES - 1f) - mean) / std;
            }
            return table;
        }
    }

    public int size() {
        return labels.length;
    }

    /** {@code [channels, height, width]}; the caller owns the array. */
    public int[] shape() {
        return shape.clone();
    }

    /** Floats of one input. */
    public int elements() {
        return shape[0] * shape[1] * shape[2];
    }

    /** The class of an image. */
    public int label(int index) {
        return labels[index];
    }

    /** The images from one index (inclusive) to another (exclusive), sharing the pixels. */
    public Images range(int from, int to) {
        return new Images(this, from, to);
    }

    /** An image as the model takes it, {@code [channels, height, width]} row-major, in a new array. */
    public float[] input(int index) {
        return input(index, View.UNCHANGED);
    }

    /** An image, moved and mirrored; what moves in from outside is black. */
    public float[] input(int index, View view) {
        float[] input = new float[elements()];
        byte[] image = pixels.get(index);
        int height = shape[1];
        int width = shape[2];
        for (int row = 0; row < shape[0] * height; row++) {
            int y = row % height + view.down();
            for (int x = 0; x < width; x++) {
                int sourceX = (view.mirrored() ? width - 1 - x : x) + view.right();
                boolean outside = y < 0 || y >= height || sourceX < 0 || sourceX >= width;
                int pixel = outside ? 0 : image[(row + view.down()) * width + sourceX] & 0xff;
                input[row * width + x] = normalised[pixel];
            }
        }
        return input;
    }

    /**
     * How an image is looked at in training.
     *
     * @param down the window's move downwards, pixels
     * @param right the window's move to the right, pixels
     * @param mirrored whether left and right are exchanged
     */
    public record View(int down, int right, boolean mirrored) {

        /** As the image is. */
        public static final View UNCHANGED = new View(0, 0, false);
    }
}
