package io.parm.inference;

import java.io.Serializable;

/**
 * When an instance is left out of its pool for a while, and how many may be at once.
 *
 * @param failures calls that fail one after the other until an instance is out, at least 1
 * @param slowFactor so is an instance whose calls, several in a row, take more than this many times what its peers' take; above 1
 * @param slowMs calls up to this many milliseconds are never called slow
 * @param baseMs how long the first time, milliseconds; twice as long each further time, up to {@code maxMs}
 * @param maxShare of the pool that may be out at once, 0 … 1
 */
public record EjectionLimits(int failures, double slowFactor, long slowMs, long baseMs, long maxMs, double maxShare)
        implements Serializable {

    /** What the settings say by default. */
    public static final EjectionLimits DEFAULT = new EjectionLimits(2, 5, 20, 1000, 30_000, 0.5);

    /** For instances of this process: they share its machine and its fate, and to leave one out only takes its capacity away. */
    public static final EjectionLimits NEVER = new EjectionLimits(1, 5, 0, 1, 1, 0);

    public EjectionLimits {
        check(failures >= 1, "failures must be at least 1 but was " + failures);
        check(slowFactor > 1, "slowFactor must be above 1 but was " + slowFactor);
        check(slowMs >= 0, "slowMs must be at least 0 but was " + slowMs);
        check(baseMs >= 1 && maxMs >= baseMs, "1 <= baseMs <= maxMs must hold but they were " + baseMs + ", " + maxMs);
        check(maxShare >= 0 && maxShare <= 1, "maxShare must be 0..1 but was " + maxShare);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
