package io.parm.coding;

/**
 * Shrinks the group's images and tiles them into one image of the original size (paper §3.2, task-specific encoder).
 *
 * <p>The grid has {@code ceil(√k)} columns: k = 2 stands side by side ({@code H × W/2} each), k = 4 is a 2×2 grid, k = 3 the
 * same grid with one cell empty. Shrinking averages the covered area, so a factor of 2 is the mean of each pair of pixels. Every
 * parity input of a group is the same. Immutable, thread-safe, hot.
 */
public final class ConcatenationEncoder implements Encoder {

    private static final long serialVersionUID = 1L;

    private final int channels;
    private final int height;
    private final int width;
    private final int k;
    private final int columns;
    private final Tile[] tiles;

    /**
     * @param shape {@code [channels, height, width]} of one query
     * @param k slots of a group
     * @throws IllegalArgumentException if the shape is not an image's or a tile would have no pixel
     */
    public ConcatenationEncoder(int[] shape, int k) {
        int[] image = Shapes.image(shape, "concatenation");
        this.channels = image[0];
        this.height = image[1];
        this.width = image[2];
        this.k = k;
        this.columns = (int) Math.ceil(Math.sqrt(k));
        int rows = (k + columns - 1) / columns;
        if (rows > height || columns > width) {
            throw new IllegalArgumentException(
                    "an image of " + height + "×" + width + " is too small to be tiled from " + k + " images");
        }
        AreaResize[] downs = AreaResize.tiles(height, rows);
        AreaResize[] acrosses = AreaResize.tiles(width, columns);
        this.tiles = new Tile[k];
        for (int slot = 0; slot < k; slot++) {
            tiles[slot] = new Tile(downs[slot / columns], acrosses[slot % columns], width, height);
        }
    }

    @Override
    public int k() {
        return k;
    }

    @Override
    public int[] parityShape() {
        return new int[] {channels, height, width};
    }

    @Override
    public float[] encode(float[][] inputs, int parity) {
        Shapes.checkInputs(inputs, k, channels * height * width);
        float[] tiled = new float[channels * height * width];
        for (int slot = 0; slot < k; slot++) {
            if (inputs[slot] != null) {
                tiles[slot].shrinkInto(tiled, inputs[slot]);
            }
        }
        return tiled;
    }
}
