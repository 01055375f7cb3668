package io.parm.coding;

/**
 * The coefficient rows of a linear code with {@code k} slots and {@code r} parities: row {@code j} is {@code (i + 1)^j}.
 *
 * <p>Row 0 is all ones, the paper's plain sum. The rows form a Vandermonde matrix over distinct positive numbers, of which
 * every square submatrix is invertible, so any {@code k} of the {@code k + r} outputs decode. The paper's own example for
 * r = 2 (§7: {@code F1 + F2} and {@code F1 + 2·F2}) is the case k = 2.
 */
final class Coefficients {

    private Coefficients() {}

    static float[][] rows(int k, int r) {
        float[][] rows = new float[r][k];
        for (int parity = 0; parity < r; parity++) {
            for (int slot = 0; slot < k; slot++) {
                rows[parity][slot] = (float) Math.pow(slot + 1, parity);
            }
        }
        return rows;
    }
}
