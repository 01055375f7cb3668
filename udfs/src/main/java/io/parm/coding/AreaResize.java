package io.parm.coding;

import java.io.Serializable;

/**
 * Shrinks one axis of an image to a tile by averaging the area each target pixel covers, fractional edges included.
 *
 * <p>A kernel: hot, and its loops are longer than the house style likes.
 */
final class AreaResize implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int start;
    private final int[] firstSource;
    private final float[][] weights;

    /**
     * @param sourceSize pixels of the full axis
     * @param start where the tile starts on the target axis
     * @param size pixels of the tile, at most {@code sourceSize}
     */
    private AreaResize(int sourceSize, int start, int size) {
        this.start = start;
        this.firstSource = new int[size];
        this.weights = new float[size][];
        double scale = (double) sourceSize / size;
        for (int target = 0; target < size; target++) {
            double from = target * scale;
            double to = from + scale;
            int first = (int) Math.floor(from);
            int last = Math.min(sourceSize - 1, (int) Math.ceil(to) - 1);
            firstSource[target] = first;
            weights[target] = new float[last - first + 1];
            for (int source = first; source <= last; source++) {
                double covered = Math.min(to, source + 1) - Math.max(from, source);
                weights[target][source - first] = (float) (covered / scale);
            }
        }
    }

    /** One resize per tile; the tiles partition the axis and differ by at most one pixel. */
    static AreaResize[] tiles(int sourceSize, int count) {
        AreaResize[] tiles = new AreaResize[count];
        for (int tile = 0; tile < count; tile++) {
            int start = tile * sourceSize / count;
            int end = (tile + 1) * sourceSize / count;
            tiles[tile] = new AreaResize(sourceSize, start, end - start);
        }
        return tiles;
    }

    int start() {
        return start;
    }

    int size() {
        return weights.length;
    }

    /** Resizes the line that starts at {@code sourceOffset}; both lines advance by {@code stride}. */
    void line(float[] source, int sourceOffset, float[] target, int targetOffset, int stride) {
        for (int t = 0; t < weights.length; t++) {
            float sum = 0;
            int position = sourceOffset + firstSource[t] * stride;
            for (float weight : weights[t]) {
                sum += weight * source[position];
                position += stride;
            }
            target[targetOffset + t * stride] = sum;
        }
    }
}
