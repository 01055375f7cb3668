package io.parm.coding;

import java.util.ArrayList;
import java.util.List;

/** All orders of {@code 0 … n − 1}. */
final class Permutations {

    private Permutations() {}

    static List<List<Integer>> of(int n) {
        List<List<Integer>> all = new ArrayList<>();
        extend(new ArrayList<>(), n, all);
        return all;
    }

    private static void extend(List<Integer> prefix, int n, List<List<Integer>> all) {
        if (prefix.size() == n) {
            all.add(List.copyOf(prefix));
        }
        for (int next = 0; next < n; next++) {
            if (!prefix.contains(next)) {
                prefix.add(next);
                extend(prefix, n, all);
                prefix.remove(prefix.size() - 1);
            }
        }
    }
}
