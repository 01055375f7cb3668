package io.parm.lab.meter;

import java.util.List;

/** Stalls that nobody had to wait for. */
public final class StallsOf {

    private StallsOf() {}

    /** A process that always ran. */
    public static Stalls none() {
        return Stalls.of(List.of());
    }

    /** One stall, in {@link System#nanoTime}. */
    public static Stalls one(long startNanos, long endNanos) {
        Hiccups.Lateness seen = new Hiccups.Lateness();
        seen.add(startNanos, endNanos);
        return Stalls.of(List.of(seen));
    }
}
