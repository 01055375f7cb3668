package io.parm.coding;

import java.io.Serializable;

/**
 * Shrinks one axis of an image to a tile by averaging the area each target pixel covers, fractional edges included.
 *
 * <p>Immutable. Its loops are kernels: hot, and they allocate nothing.
 */
final class AreaResize implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int sourceSize;
    private final int start;
    private final int taps;
    private final int[] firstSource;

    /** {@code [target, tap]}, flat. */
    private final float[] weights;

    /**
     * @param sourceSize pixels of the full axis
     * @param start where the tile starts on the target axis
     * @param size pixels of the tile, at most {@code sourceSize}
     */
    private AreaResize(int sourceSize, int start, int size) {
        this.sourceSize = sourceSize;
        this.start = start;
        this.taps = mostCovered(sourceSize, size);
        this.firstSource = new int[size];
        this.weights = new float[size * taps];
        double scale = (double) sourceSize / size;
        for (int target = 0; target < size; target++) {
            double from = target * scale;
            double to = from + scale;
            // Every target pixel has as many taps, of weight zero where it does not cover that many.
            int first = Math.min(target * sourceSize / size, sourceSize - taps);
            firstSource[target] = first;
            for (int tap = 0; tap < taps; tap++) {
                double covered = Math.min(to, first + tap + 1) - Math.max(from, first + tap);
                weights[target * taps + tap] = (float) (Math.max(0, covered) / scale);
            }
        }
    }

    private static int mostCovered(int sourceSize, int size) {
        int most = 1;
        for (int target = 0; target < size; target++) {
            // In whole numbers, so that nothing is rounded: floor of the start, ceiling of the end.
            int first = target * sourceSize / size;
            int end = ((target + 1) * sourceSize + size - 1) / size;
            most = Math.max(most, end - first);
        }
        return most;
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
        return firstSource.length;
    }

    /** Whether each target pixel is the mean of two source pixels. */
    boolean halves() {
        return sourceSize == 2 * size();
    }

    /** Source pixels that go into a target pixel. */
    int taps() {
        return taps;
    }

    /** The first source pixel that goes into a target pixel. */
    int first(int target) {
        return firstSource[target];
    }

    /** The share of a source pixel in a target pixel. */
    float weight(int target, int tap) {
        return weights[target * taps + tap];
    }

    /** Shrinks the row that starts at {@code from} and adds it, times {@code share}, to the one that starts at {@code to}. */
    void addRow(float[] source, int from, float[] target, int to, float share) {
        int weight = 0;
        for (int t = 0; t < firstSource.length; t++) {
            int first = from + firstSource[t];
            float sum = 0;
            for (int tap = 0; tap < taps; tap++) {
                sum += weights[weight + tap] * source[first + tap];
            }
            target[to + t] += share * sum;
            weight += taps;
        }
    }
}
