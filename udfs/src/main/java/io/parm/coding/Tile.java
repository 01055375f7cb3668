package io.parm.coding;

import java.io.Serializable;

/**
 * One slot's place in a tiled image, and how its image is shrunk into it, row by row.
 *
 * <p>Rows are counted over all channels: row {@code channel · height + y}. Immutable, hot; it allocates nothing.
 *
 * @param width pixels of a whole row
 * @param height rows of a channel
 */
record Tile(AreaResize down, AreaResize across, int width, int height) implements Serializable {

    /**
     * Shrinks what belongs into one row of the tiled image; its place must be zeros.
     *
     * <p>Shrinks down before across, because adding whole rows is what C2 turns into vector instructions. The rows added up stand in
     * the last row of the tiled image meanwhile: until that one's own turn it is as good as a scratch array.
     *
     * @param row one of those that the tile is part of, after all smaller ones
     */
    void shrinkInto(float[] tiled, int row, float[] image) {
        int y = row % height - down.start();
        int source = (row - row % height + down.first(y)) * width;
        int target = row * width + across.start();
        int scratch = tiled.length - width;
        float[] shares = down.weights(y);
        if (shares.length == 1) {
            across.row(image, source, tiled, target);
        } else if (row * width < scratch) {
            addUp(shares, image, source, tiled);
            across.row(tiled, scratch, tiled, target);
        } else {
            for (int i = 0; i < shares.length; i++) {
                across.addRow(image, source + i * width, tiled, target, shares[i]);
            }
        }
    }

    /** Adds up the rows from {@code source} on, each by its share, into the last row. */
    private void addUp(float[] shares, float[] image, int source, float[] tiled) {
        int scratch = tiled.length - width;
        addTwo(shares, image, source, tiled);
        for (int i = 2; i < shares.length; i++) {
            float share = shares[i];
            int from = source + i * width;
            for (int x = 0; x < width; x++) {
                tiled[scratch + x] += share * image[from + x];
            }
        }
    }

    private void addTwo(float[] shares, float[] image, int source, float[] tiled) {
        int scratch = tiled.length - width;
        float first = shares[0];
        float second = shares[1];
        for (int x = 0; x < width; x++) {
            tiled[scratch + x] = first * image[source + x] + second * image[source + width + x];
        }
    }
}
