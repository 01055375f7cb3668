package io.parm.training.torchscript;

import java.util.Arrays;

/**
 * Networks for per-slot parity outputs that look at each slot alone: the parity query is cut into its slots, one network runs on all
 * of them as one batch, and its outputs are put side by side, {@code [k · c]}.
 *
 * <p>Nothing leaks from slot to slot, every group trains the same weights k times, and an empty slot disturbs no other.
 */
public final class Slots {

    private Slots() {}

    /**
     * One network on each of k queries that are stacked on the channel axis.
     *
     * @param slot network for one query, with an output of {@code [c]}
     */
    public static Layer stacked(int k, Layer slot) {
        return cutStack(k).then(slot).then(join(k));
    }

    /**
     * One network on each of the k tiles of an image, in a grid of {@code ceil(√k)} columns; an unused cell is left out.
     *
     * @param slot network for one tile, with an output of {@code [c]}
     */
    public static Layer tiled(int k, Layer slot) {
        return cutTiles(k).then(slot).then(join(k));
    }

    /** Whether the grid divides an image. */
    public static boolean isTiled(int k, int[] image) {
        return image[1] % rows(k) == 0 && image[2] % columns(k) == 0;
    }

    private static Layer join(int k) {
        return (script, output) -> {
            script.cut(1);
            return script.assign(reshape(output, k * output.elements()), k * output.elements());
        };
    }

    /** {@code [k · channels, …]} to k inputs of {@code [channels, …]}, slot by slot. */
    private static Layer cutStack(int k) {
        return (script, input) -> {
            int[] slot = input.shape().clone();
            slot[0] /= k;
            script.cut(k);
            return script.assign(reshape(input, slot), slot);
        };
    }

    /** An image to the k tiles of its grid, slot by slot. */
    private static Layer cutTiles(int k) {
        return (script, input) -> {
            int[] shape = input.shape();
            int rows = rows(k);
            int columns = columns(k);
            int[] tile = {shape[0], shape[1] / rows, shape[2] / columns};
            Value grid = script.assign(
                    reshape(input, shape[0], rows, tile[1], columns, tile[2]),
                    shape[0],
                    rows,
                    tile[1],
                    columns,
                    tile[2]);
            Value cells = script.assign(
                    "torch.permute(%s, [0, 2, 4, 1, 3, 5])".formatted(grid.name()),
                    rows,
                    columns,
                    shape[0],
                    tile[1],
                    tile[2]);
            Value slots = script.assign(reshape(cells, rows * columns, tile[0], tile[1], tile[2]), rows * columns);
            Value used = k == rows * columns
                    ? slots
                    : script.assign("torch.slice(%s, 1, 0, %d, 1)".formatted(slots.name(), k), k);
            script.cut(k);
            return script.assign(reshape(used, tile), tile);
        };
    }

    private static String reshape(Value value, int... shape) {
        String axes = Arrays.toString(shape);
        return "torch.reshape(%s, [-1, %s)".formatted(value.name(), axes.substring(1));
    }

    /** As the concatenation encoder tiles: {@code ceil(√k)} columns. */
    private static int columns(int k) {
        return (int) Math.ceil(Math.sqrt(k));
    }

    private static int rows(int k) {
        return (k + columns(k) - 1) / columns(k);
    }
}
