package io.parm.coding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every order of outcomes and timers, times every subset of failed inferences, against the rules written out a second time.
 *
 * <p>An outcome that comes after give-up stands for one that never comes: by then every query is answered.
 */
class CodingGroupExhaustiveTest {

    private static final long DEADLINE = 10;
    private static final long GIVE_UP = 20;
    private static final int OUTPUT_SIZE = 2;

    private ErasureCode code;
    private float[][] outputs;
    private float[][] parityOutputs;

    /** The last column: orders ((k + r + 2)! / 2, the deadline being before give-up) times subsets (2^(k + r)). */
    @ParameterizedTest
    @CsvSource({
        "SUM, 1, 0, 6",
        "SUM, 2, 0, 48",
        "SUM, 3, 0, 480",
        "SUM, 4, 0, 5760",
        "SUM, 1, 1, 48",
        "SUM, 2, 1, 480",
        "SUM, 3, 1, 5760",
        "SUM, 4, 1, 80640",
        "SUM, 1, 2, 480",
        "SUM, 2, 2, 5760",
        "SUM, 3, 2, 80640",
        "SUM, 4, 2, 1290240",
        "PER_SLOT, 1, 0, 6",
        "PER_SLOT, 2, 0, 48",
        "PER_SLOT, 3, 0, 480",
        "PER_SLOT, 4, 0, 5760",
        "PER_SLOT, 1, 1, 48",
        "PER_SLOT, 2, 1, 480",
        "PER_SLOT, 3, 1, 5760",
        "PER_SLOT, 4, 1, 80640",
        "PER_SLOT, 1, 2, 480",
        "PER_SLOT, 2, 2, 5760",
        "PER_SLOT, 3, 2, 80640",
        "PER_SLOT, 4, 2, 1290240",
    })
    void everyOrderAndEverySubsetAnswersByTheRules(ParityOutput.Kind output, int k, int r, int expectedCases) {
        code = ErasureCode.of(new CodeSpec(Encoder.Kind.STACKING, output, k, r), new int[] {1});
        randomOutputs(k, r);
        int cases = 0;
        for (List<Integer> order : Permutations.of(k + r + 2)) {
            if (order.indexOf(k + r) > order.indexOf(k + r + 1)) {
                continue;
            }
            for (int failed = 0; failed < 1 << (k + r); failed++) {
                cases++;
                checkCase(order, failed);
            }
        }
        assertThat(cases).isEqualTo(expectedCases);
    }

    private void randomOutputs(int k, int r) {
        Random random = new Random(31 * k + r);
        outputs = new float[k][OUTPUT_SIZE];
        for (float[] output : outputs) {
            output[0] = random.nextFloat();
            output[1] = random.nextFloat();
        }
        parityOutputs = new float[r][];
        for (int parity = 0; parity < r; parity++) {
            parityOutputs[parity] = code.parityOutput().target(outputs, parity);
        }
    }

    /** Event k + r is the deadline, event k + r + 1 give-up, the others are outcomes. */
    private void checkCase(List<Integer> order, int failed) {
        int k = code.k();
        int n = k + code.r();
        CodingGroup group = CodingGroup.create(code, 5, 0);
        for (int slot = 0; slot < k; slot++) {
            group.member(slot, DEADLINE, GIVE_UP, 0);
        }
        group.closed(k, code.r(), 0);
        Decision.Kind[] answers = new Decision.Kind[k];
        boolean[] corrected = new boolean[k];
        long now = 0;
        int arrived = 0;
        for (int event : order) {
            now = event == n ? DEADLINE : event == n + 1 ? GIVE_UP : now;
            List<Decision> decisions = tell(group, event, failed, now);
            arrived |= event < n ? 1 << event : 0;
            List<Decision> expected = new ArrayList<>();
            expectCorrection(event, failed, answers, corrected, expected);
            expectAnswers(arrived, failed, now, answers, expected);
            checkSame(decisions, expected, order, failed);
        }
        if (!group.finished(now)) {
            throw new AssertionError("unfinished: order " + order + ", failed " + failed);
        }
    }

    private List<Decision> tell(CodingGroup group, int event, int failed, long now) {
        int n = code.k() + code.r();
        if (event >= n) {
            return group.timeReached(now);
        }
        if ((failed >> event & 1) == 1) {
            return group.failure(event, "failed", now);
        }
        return group.output(event, event < code.k() ? outputs[event] : parityOutputs[event - code.k()], now);
    }

    private void expectCorrection(
            int event, int failed, Decision.Kind[] answers, boolean[] corrected, List<Decision> expected) {
        boolean ownOutput = event < code.k() && (failed >> event & 1) == 0;
        if (ownOutput && answers[event] != null && answers[event] != Decision.Kind.ORIGINAL && !corrected[event]) {
            corrected[event] = true;
            expected.add(new Decision(event, Decision.Kind.CORRECTION, outputs[event], null));
        }
    }

    /** The rules of design §4, by sets: what arrived, what failed, what time it is. */
    private void expectAnswers(int arrived, int failed, long now, Decision.Kind[] answers, List<Decision> expected) {
        int slots = (1 << code.k()) - 1;
        int present = arrived & ~failed;
        int lost = arrived & failed;
        int presentParities = Integer.bitCount(present & ~slots);
        int missing = code.k() - Integer.bitCount(present & slots);
        int lostSlots = Integer.bitCount(lost & slots);
        int possibleParities = code.r() - Integer.bitCount(lost & ~slots);
        boolean sum = code.parityOutput() instanceof SumOutput;
        boolean decodable = sum ? missing <= presentParities : presentParities >= 1;
        boolean possible = sum ? lostSlots <= possibleParities : possibleParities >= 1;
        for (int slot = 0; slot < code.k(); slot++) {
            if (answers[slot] != null) {
                continue;
            }
            boolean ownLost = (lost >> slot & 1) == 1;
            if ((present >> slot & 1) == 1) {
                answers[slot] = Decision.Kind.ORIGINAL;
            } else if ((now >= DEADLINE || ownLost) && decodable) {
                answers[slot] = Decision.Kind.RECONSTRUCTED;
            } else if (now >= GIVE_UP || (ownLost && !possible)) {
                answers[slot] = Decision.Kind.DEFAULT;
            } else {
                continue;
            }
            expected.add(new Decision(slot, answers[slot], outputs[slot], null));
        }
    }

    /** Plain comparisons, since an assertion object for each of three million cases takes longer than the cases. */
    private static void checkSame(List<Decision> actual, List<Decision> expected, List<Integer> order, int failed) {
        boolean same = actual.size() == expected.size();
        for (int i = 0; same && i < actual.size(); i++) {
            same = actual.get(i).slot() == expected.get(i).slot()
                    && actual.get(i).kind() == expected.get(i).kind()
                    && sameOutput(actual.get(i), expected.get(i).output());
        }
        if (!same) {
            throw new AssertionError(
                    "order " + order + ", failed " + failed + ": expected " + expected + " but was " + actual);
        }
    }

    private static boolean sameOutput(Decision decision, float[] truth) {
        if (decision.kind() == Decision.Kind.DEFAULT) {
            return decision.output() == null;
        }
        for (int i = 0; i < truth.length; i++) {
            if (Math.abs(decision.output()[i] - truth[i]) > 1e-4) {
                return false;
            }
        }
        return true;
    }
}
