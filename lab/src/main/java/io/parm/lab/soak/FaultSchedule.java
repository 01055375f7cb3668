package io.parm.lab.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Which faults come when: the same for the same seed. Immutable. */
final class FaultSchedule {

    private static final int LEAST_GAP_MS = 3_000;
    private static final int MOST_GAP_MS = 11_000;
    private static final int LEAST_LENGTH_MS = 1_000;
    private static final int MOST_LENGTH_MS = 4_000;

    /** Faults end so long before the load does, so that its last queries see a cluster that is whole. */
    private static final Duration QUIET_END = Duration.ofSeconds(15);

    private FaultSchedule() {}

    /**
     * One fault.
     *
     * @param at from the start of the load
     * @param length how long until what it hit is started again or goes on
     * @param choice which one is hit, modulo how many there are; 0 or more
     */
    record Fault(FaultKind kind, Duration at, Duration length, int choice) {}

    /** The faults of a load of some length, in their order; with gaps of 3 to 11 s. */
    static List<Fault> of(Duration load, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Fault> faults = new ArrayList<>();
        Duration at = gap(random);
        while (at.compareTo(load.minus(QUIET_END)) < 0) {
            FaultKind kind = kind(random);
            Duration length = Duration.ofMillis(random.nextInt(LEAST_LENGTH_MS, MOST_LENGTH_MS));
            faults.add(new Fault(kind, at, length, random.nextInt(Integer.MAX_VALUE)));
            at = at.plus(gap(random));
        }
        return List.copyOf(faults);
    }

    private static Duration gap(SplittableRandom random) {
        return Duration.ofMillis(random.nextInt(LEAST_GAP_MS, MOST_GAP_MS));
    }

    private static FaultKind kind(SplittableRandom random) {
        int all = 0;
        for (FaultKind kind : FaultKind.values()) {
            all += kind.weight();
        }
        int left = random.nextInt(all);
        for (FaultKind kind : FaultKind.values()) {
            left -= kind.weight();
            if (left < 0) {
                return kind;
            }
        }
        throw new AssertionError("weights add up");
    }
}
