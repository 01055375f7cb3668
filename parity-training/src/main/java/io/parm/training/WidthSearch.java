package io.parm.training;

import java.io.IOException;

/**
 * Finds how wide a network may be that costs no more than a bound, by halving; the wider one costs more. Where a measured cost is off by
 * less than a step makes it grow, the width found is at most one step off.
 */
final class WidthSearch {

    /** Where the cost is near a deployed model's, each costs a tenth or more above the one before. */
    static final int[] WIDTHS = {4, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 36, 40, 48, 56, 64, 80, 96, 128, 160, 192, 256
    };

    private WidthSearch() {}

    /** What a network of a width costs, as a multiple of what it is compared with. */
    @FunctionalInterface
    interface Cost {
        double of(int width) throws IOException;
    }

    /**
     * The widest of {@link #WIDTHS} within a cost.
     *
     * @return 0 if even the narrowest costs more
     */
    static int widest(double maxCost, Cost cost) throws IOException {
        int fitting = -1;
        int tooWide = WIDTHS.length;
        while (tooWide - fitting > 1) {
            int middle = (fitting + tooWide) / 2;
            if (cost.of(WIDTHS[middle]) <= maxCost) {
                fitting = middle;
            } else {
                tooWide = middle;
            }
        }
        return fitting < 0 ? 0 : WIDTHS[fitting];
    }
}
