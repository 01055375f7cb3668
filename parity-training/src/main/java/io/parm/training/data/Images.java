package io.parm.training.data;

import java.util.List;

/**
 * Images of one size. Immutable, thread-safe.
 *
 * <p>Pixels are kept as bytes and become {@code (pixel / 255 − mean) / std}, channel by channel, when they are handed out.
 */
public final class Images implements Samples {

    private static final int PIXEL_VALUES = 256;

    private final int[] shape;
    private final List<byte[]> pixels;
    private final List<float[]> truths;

    /** By channel and pixel value. */
    private final float[][] normalised;

    /**
     * @param shape {@code [channels, height, width]}
     * @param pixels one array per image, of the shape's element count; owned by this object from now on
     * @param truths what is true of each image; owned by this object from now on
     * @param normalisation of the pixels after scaling to 0…1
     * @throws IllegalArgumentException if the arguments do not fit each other
     */
    public Images(int[] shape, List<byte[]> pixels, List<float[]> truths, Normalisation normalisation) {
        if (pixels.size() != truths.size()) {
            throw new IllegalArgumentException(
                    "there must be a truth per image but there are " + pixels.size() + " and " + truths.size());
        }
        if (normalisation.channels() != shape[0]) {
            throw new IllegalArgumentException(
                    "the normalisation must have " + shape[0] + " channels but has " + normalisation.channels());
        }
        this.shape = shape.clone();
        this.pixels = List.copyOf(pixels);
        this.truths = List.copyOf(truths);
        this.normalised = table(normalisation);
    }

    /** Images that a reader collected. */
    Images(int[] shape, Examples<byte[]> examples, Normalisation normalisation) {
        this(shape, examples.inputs(), examples.truths(), normalisation);
    }

    private Images(Images all, int from, int to) {
        this.shape = all.shape;
        this.pixels = all.pixels.subList(from, to);
        this.truths = all.truths.subList(from, to);
        this.normalised = all.normalised;
    }

    private static float[][] table(Normalisation normalisation) {
        float[][] table = new float[normalisation.channels()][PIXEL_VALUES];
        for (int channel = 0; channel < table.length; channel++) {
            for (int value = 0; value < PIXEL_VALUES; value++) {
                table[channel][value] = normalisation.apply(channel, value / (PIXEL_VALUES - 1f));
            }
        }
        return table;
    }

    @Override
    public int size() {
        return pixels.size();
    }

    /** {@code [channels, height, width]}; the caller owns the array. */
    @Override
    public int[] shape() {
        return shape.clone();
    }

    @Override
    public float[] truth(int index) {
        return truths.get(index);
    }

    @Override
    public Images range(int from, int to) {
        return new Images(this, from, to);
    }

    /** An image before normalisation, {@code [channels, height, width]}; nobody writes to it. */
    byte[] pixels(int index) {
        return pixels.get(index);
    }

    /** An image, moved and mirrored, {@code [channels, height, width]}; what moves in from outside is black. */
    @Override
    public float[] input(int index, View view) {
        byte[] image = pixels.get(index);
        int height = shape[1];
        int width = shape[2];
        float[] input = new float[shape[0] * height * width];
        for (int row = 0; row < shape[0] * height; row++) {
            float[] values = normalised[row / height];
            int y = row % height + view.down();
            for (int x = 0; x < width; x++) {
                int sourceX = (view.mirrored() ? width - 1 - x : x) + view.right();
                boolean outside = y < 0 || y >= height || sourceX < 0 || sourceX >= width;
                int pixel = outside ? 0 : image[(row + view.down()) * width + sourceX] & 0xff;
                input[row * width + x] = values[pixel];
            }
        }
        return input;
    }
}
