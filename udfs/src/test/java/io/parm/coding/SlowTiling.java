package io.parm.coding;

/** The concatenation encoder written a second time, pixel pair by pixel pair. */
final class SlowTiling {

    private SlowTiling() {}

    static float[] encode(float[][] inputs, int[] shape) {
        int height = shape[1];
        int width = shape[2];
        int columns = (int) Math.ceil(Math.sqrt(inputs.length));
        int rows = (int) Math.ceil((double) inputs.length / columns);
        float[] tiled = new float[shape[0] * height * width];
        for (int i = 0; i < tiled.length; i++) {
            int x = i % width;
            int y = i / width % height;
            int plane = i / (width * height) * width * height;
            int column = tileOf(x, width, columns);
            int row = tileOf(y, height, rows);
            if (row * columns + column < inputs.length) {
                double[] across = covered(x, column, width, columns);
                double[] down = covered(y, row, height, rows);
                float[] input = inputs[row * columns + column];
                for (int source = 0; source < height * width; source++) {
                    double share = overlap(source / width, down) * overlap(source % width, across);
                    tiled[i] += (float) (input[plane + source] * share);
                }
            }
        }
        return tiled;
    }

    private static int tileOf(int position, int size, int tiles) {
        int tile = 0;
        while ((tile + 1) * size / tiles <= position) {
            tile++;
        }
        return tile;
    }

    /** The interval of the source axis that a target pixel covers. */
    private static double[] covered(int position, int tile, int size, int tiles) {
        int start = tile * size / tiles;
        double scale = (double) size / ((tile + 1) * size / tiles - start);
        return new double[] {(position - start) * scale, (position - start + 1) * scale};
    }

    private static double overlap(int pixel, double[] interval) {
        double covered = Math.min(pixel + 1, interval[1]) - Math.max(pixel, interval[0]);
        return Math.max(0, covered) / (interval[1] - interval[0]);
    }
}
