package io.parm.coding;

/**
 * Adds up arrays of one length, several in a pass, so that the sum is read and written once for three of them.
 *
 * <p>Kernels: hot. Each loop is one that C2 turns into vector instructions; they allocate nothing.
 */
final class Sums {

    private Sums() {}

    /** Adds the rows that are there, from {@code first} on, to the sum, in their order. */
    static void add(float[] sum, float[][] rows, int first) {
        float[] one = null;
        float[] two = null;
        for (int i = first; i < rows.length; i++) {
            if (rows[i] == null) {
                continue;
            }
            if (one == null) {
                one = rows[i];
            } else if (two == null) {
                two = rows[i];
            } else {
                addThree(sum, one, two, rows[i]);
                one = null;
                two = null;
            }
        }
        addRest(sum, one, two);
    }

    /** Takes the first {@code size} rows, where they are there, from the sum, in their order. */
    static void subtract(float[] sum, float[][] rows, int size) {
        float[] one = null;
        float[] two = null;
        for (int i = 0; i < size; i++) {
            if (rows[i] == null) {
                continue;
            }
            checkLength(sum, rows[i]);
            if (one == null) {
                one = rows[i];
            } else if (two == null) {
                two = rows[i];
            } else {
                subtractThree(sum, one, two, rows[i]);
                one = null;
                two = null;
            }
        }
        subtractRest(sum, one, two);
    }

    static void addScaled(float[] sum, float[] row, float coefficient) {
        checkLength(sum, row);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += coefficient * row[i];
        }
    }

    static void scale(float[] values, float factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    private static void checkLength(float[] sum, float[] row) {
        if (sum.length != row.length) {
            throw new IllegalArgumentException(
                    "outputs of a group must have one length but were " + sum.length + " and " + row.length);
        }
    }

    private static void addThree(float[] sum, float[] one, float[] two, float[] three) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = sum[i] + one[i] + two[i] + three[i];
        }
    }

    private static void addRest(float[] sum, float[] one, float[] two) {
        if (one == null) {
            return;
        }
        if (two == null) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += one[i];
            }
            return;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] = sum[i] + one[i] + two[i];
        }
    }

    private static void subtractThree(float[] sum, float[] one, float[] two, float[] three) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = sum[i] - one[i] - two[i] - three[i];
        }
    }

    private static void subtractRest(float[] sum, float[] one, float[] two) {
        if (one == null) {
            return;
        }
        if (two == null) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] -= one[i];
            }
            return;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] = sum[i] - one[i] - two[i];
        }
    }
}
