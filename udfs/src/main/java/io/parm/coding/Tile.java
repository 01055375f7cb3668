package io.parm.coding;

import java.io.Serializable;

/**
 * One slot's place in a tiled image, and how its image is shrunk into it.
 *
 * <p>Immutable. Kernels: hot, each source pixel is read once or, where areas overlap, twice; they allocate nothing.
 *
 * @param width pixels of a whole row
 * @param height rows of a channel
 */
record Tile(AreaResize down, AreaResize across, int width, int height) implements Serializable {

    /** A thread's own, so that nothing is allocated per image. */
    private static final ThreadLocal<float[]> MEAN_ROW = ThreadLocal.withInitial(() -> new float[0]);

    /**
     * Shrinks an image into the tile's place, which must be zeros.
     *
     * @param image {@code [channels, height, width]}, as {@code tiled}
     */
    void shrinkInto(float[] tiled, float[] image) {
        for (int plane = 0; plane < image.length; plane += height * width) {
            if (across.halves() && down.halves()) {
                quarter(tiled, image, plane);
            } else if (across.halves() && down.size() == height) {
                halve(tiled, image, plane);
            } else {
                average(tiled, image, plane);
            }
        }
    }

    // A source position that runs on is what C2 makes the fastest loops of: half the time of one computed from x and y.

    private void quarter(float[] tiled, float[] image, int plane) {
        int source = plane;
        for (int y = 0; y < down.size(); y++) {
            int to = target(plane, y);
            int end = to + across.size();
            for (int pixel = to; pixel < end; pixel++) {
                float left = image[source] + image[source + width];
                float right = image[source + 1] + image[source + width + 1];
                tiled[pixel] = 0.25f * (left + right);
                source += 2;
            }
            source += width;
        }
    }

    private void halve(float[] tiled, float[] image, int plane) {
        int source = plane;
        for (int y = 0; y < height; y++) {
            int to = target(plane, y);
            int end = to + across.size();
            for (int pixel = to; pixel < end; pixel++) {
                tiled[pixel] = 0.5f * (image[source] + image[source + 1]);
                source += 2;
            }
        }
    }

    /** Down first: whole rows are what C2 makes vector instructions of, and a row is shrunk across once. */
    private void average(float[] tiled, float[] image, int plane) {
        float[] mean = meanRow();
        for (int y = 0; y < down.size(); y++) {
            down.mean(y, image, plane, mean);
            across.shrink(mean, tiled, target(plane, y));
        }
    }

    private float[] meanRow() {
        float[] row = MEAN_ROW.get();
        if (row.length != width) {
            row = new float[width];
            MEAN_ROW.set(row);
        }
        return row;
    }

    private int target(int plane, int y) {
        return plane + (down.start() + y) * width + across.start();
    }
}
