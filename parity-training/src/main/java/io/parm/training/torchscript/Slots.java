package io.parm.training.torchscript;

import io.parm.coding.Encoder;
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
     * Whether the slots of an encoder's parity query can be cut apart: stacked queries always, tiles if the grid divides the image.
     *
     * @param shape of one query
     */
    public static boolean separable(Encoder.Kind encoder, int[] shape, int k) {
        return switch (encoder) {
            case ADDITION -> false;
            case STACKING -> shape.length == 3;
            case CONCATENATION -> shape.length == 3 && shape[1] % rows(k) == 0 && shape[2] % columns(k) == 0;
        };
    }

    /**
     * The network for whole parity queries.
     *
     * @param encoder of a {@link #separable} code
     * @param k slots
     * @param slot network for one slot, with an output of {@code [c]}
     */
    public static Layer each(Encoder.Kind encoder, int k, Layer slot) {
        Layer cut = encoder == Encoder.Kind.STACKING ? stacked(k) : tiles(k);
        return cut.then(slot)
                .then((script, output) -> script.assign(reshape(output, k * output.elements()), k * output.elements()));
    }

    /** {@code [k · channels, height, width]} to k inputs of {@code [channels, height, width]}, slot by slot. */
    private static Layer stacked(int k) {
        return (script, input) -> {
            int[] slot = {input.shape()[0] / k, input.shape()[1], input.shape()[2]};
            return script.assign(reshape(input, slot), slot);
        };
    }

    /** An image to the k tiles of its grid, slot by slot. */
    private static Layer tiles(int k) {
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
