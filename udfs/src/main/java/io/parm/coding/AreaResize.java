package io.parm.coding;

import java.io.Serializable;

/**
 * Shrinks one axis of an image to a tile by averaging the area each target pixel covers, fractional edges included.
 *
 * <p>Immutable. Its loops are kernels: hot, and they allocate nothing.
 */
final class AreaResize implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int start;
    private final int[] firstSource;
    private final float[][] weights;
    private final boolean halves;

    /**
     * @param sourceSize pixels of the full axis
     * @param start where the tile starts on the target axis
     * @param size pixels of the tile, at most {@code sourceSize}
     */
    private AreaResize(int sourceSize, int start, int size) {
        this.start = start;
        this.firstSource = new int[size];
        this.weights = new float[size][];
        this.halves = sourceSize == 2 * size;
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

    /** The first source pixel that a target pixel covers. */
    int first(int target) {
        return firstSource[target];
    }

    /** The shares of the source pixels that a target pixel covers, from {@link #first} on. */
    float[] weights(int target) {
        return weights[target];
    }

    /** Shrinks the row that starts at {@code from} into the one that starts at {@code to}. */
    void row(float[] source, int from, float[] target, int to) {
        if (halves) {
            halve(source, from, target, to, weights.length);
            return;
        }
        for (int t = 0; t < weights.length; t++) {
            target[to + t] = pixel(source, from + firstSource[t], weights[t]);
        }
    }

    /** Like {@link #row}, but adds the row, multiplied by a share, to what is there. */
    void addRow(float[] source, int from, float[] target, int to, float share) {
        for (int t = 0; t < weights.length; t++) {
            target[to + t] += share * pixel(source, from + firstSource[t], weights[t]);
        }
    }

    private static void halve(float[] source, int from, float[] target, int to, int size) {
        for (int t = 0; t < size; t++) {
            target[to + t] = 0.5f * (source[from + 2 * t] + source[from + 2 * t + 1]);
        }
    }

    private static float pixel(float[] source, int first, float[] weights) {
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * source[first + i];
        }
        return sum;
    }
}
