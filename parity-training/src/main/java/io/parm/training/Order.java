package io.parm.training;

import java.util.Random;

/** Random orders of indices, and groups cut from them. */
final class Order {

    private Order() {}

    /** {@code 0 … size − 1} in random order. */
    static int[] shuffled(int size, Random random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Random disjoint groups of k indices below {@code size}; what is left over is in none. */
    static int[][] groups(int size, int k, Random random) {
        int[] order = shuffled(size, random);
        int[][] groups = new int[size / k][k];
        for (int group = 0; group < groups.length; group++) {
            System.arraycopy(order, group * k, groups[group], 0, k);
        }
        return groups;
    }
}
