package io.parm.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Several outputs of a group missing at once: all such sets of slots, or as many at random where there are too many. */
final class ManyLosses {

    /** Enough for every set of slots of groups of up to eight. */
    static final int MOST_SETS = 70;

    private ManyLosses() {}

    /** Mean score by number of missing outputs, 1 … k; not a number where the code cannot decode so many. */
    static List<Double> byMissing(CodedGroups coded, long seed) {
        List<Double> scores = new ArrayList<>();
        for (int missing = 1; missing <= coded.members(); missing++) {
            boolean decodable =
                    coded.code().parityOutput().recovers(missing, coded.code().r());
            scores.add(decodable ? score(coded, sets(coded.members(), missing, seed)) : Double.NaN);
        }
        return scores;
    }

    private static double score(CodedGroups coded, List<Integer> sets) {
        MeanScore score = new MeanScore(coded.deployed().metric());
        for (int group = 0; group < coded.groups().length; group++) {
            for (int missing : sets) {
                addAll(score, coded, group, missing);
            }
        }
        return score.value();
    }

    private static void addAll(MeanScore score, CodedGroups coded, int group, int missing) {
        for (int slot = 0; slot < coded.members(); slot++) {
            if (CodedGroups.contains(missing, slot)) {
                score.add(coded.reconstructed(group, slot, missing), coded.truth(group, slot));
            }
        }
    }

    /** Sets of {@code missing} of {@code members} slots, as bits: each once. */
    static List<Integer> sets(int members, int missing, long seed) {
        List<Integer> sets = new ArrayList<>();
        for (int set = 0; set < 1 << members; set++) {
            if (Integer.bitCount(set) == missing) {
                sets.add(set);
            }
        }
        if (sets.size() > MOST_SETS) {
            Collections.shuffle(sets, new Random(seed));
            return sets.subList(0, MOST_SETS);
        }
        return sets;
    }
}
