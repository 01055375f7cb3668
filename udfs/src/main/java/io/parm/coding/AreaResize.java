package io.parm.coding;

import java.io.Serializable;

/**
 * Shrinks one axis of an image to a tile by averaging the area each target pixel covers, fractional edges included.
 *
 * <p>Immutable. Its loops are kernels: hot, and they allocate nothing.
 */
final class AreaResize implements Serializable {

    private static final long serialVersionUID = 1L;

    // What two and three tiles on an axis come to: worth one pass without an inner loop.
    private static final int TWO = 2;
    private static final int FOUR = 4;

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

    /** Shrinks a row of the whole axis into the pixels from {@code to} on. */
    void shrink(float[] row, float[] target, int to) {
        if (taps == FOUR) {
            shrinkByFour(row, target, to);
            return;
        }
        int weight = 0;
        for (int t = 0; t < firstSource.length; t++) {
            int first = firstSource[t];
            float sum = 0;
            for (int tap = 0; tap < taps; tap++) {
                sum += weights[weight + tap] * row[first + tap];
            }
            target[to + t] = sum;
            weight += taps;
        }
    }

    private void shrinkByFour(float[] row, float[] target, int to) {
        int weight = 0;
        for (int t = 0; t < firstSource.length; t++) {
            int first = firstSource[t];
            float left = weights[weight] * row[first] + weights[weight + 1] * row[first + 1];
            float right = weights[weight + 2] * row[first + 2] + weights[weight + 3] * row[first + 3];
            target[to + t] = left + right;
            weight += FOUR;
        }
    }

    /**
     * The mean of the rows that go into one target row.
     *
     * @param target the row on the target axis
     * @param rows the first pixel of the first source row is at {@code from}, each next row follows
     * @param mean receives the mean; its length is a row's
     */
    void mean(int target, float[] rows, int from, float[] mean) {
        int source = from + firstSource[target] * mean.length;
        if (taps == TWO) {
            meanOfTwo(target * TWO, rows, source, mean);
            return;
        }
        if (taps == FOUR) {
            meanOfFour(target * FOUR, rows, source, mean);
            return;
        }
        for (int tap = 0; tap < taps; tap++) {
            float share = weights[target * taps + tap];
            if (tap == 0) {
                for (int x = 0; x < mean.length; x++) {
                    mean[x] = share * rows[source + x];
                }
            } else if (share != 0) {
                for (int x = 0; x < mean.length; x++) {
                    mean[x] += share * rows[source + x];
                }
            }
            source += mean.length;
        }
    }

    private void meanOfTwo(int weight, float[] rows, int from, float[] mean) {
        float first = weights[weight];
        float second = weights[weight + 1];
        int width = mean.length;
        for (int x = 0; x < width; x++) {
            int source = from + x;
            mean[x] = first * rows[source] + second * rows[source + width];
        }
    }

    private void meanOfFour(int weight, float[] rows, int from, float[] mean) {
        float first = weights[weight];
        float second = weights[weight + 1];
        float third = weights[weight + 2];
        float fourth = weights[weight + 3];
        int width = mean.length;
        for (int x = 0; x < width; x++) {
            int source = from + x;
            mean[x] = first * rows[source]
                    + second * rows[source + width]
                    + third * rows[source + 2 * width]
                    + fourth * rows[source + 3 * width];
        }
    }
}
