package io.parm.lab.meter;

import io.parm.lab.load.Latencies;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** When this process did not run where it should, as {@link Hiccups} saw it. Immutable. */
public final class Stalls {

    /** Shorter delays are every wake-up's. */
    static final long SHORTEST_NANOS = 2_000_000;

    private final Latencies delays;
    private final TreeMap<Long, Long> endsByStart;

    private Stalls(Latencies delays, TreeMap<Long, Long> endsByStart) {
        this.delays = delays;
        this.endsByStart = endsByStart;
    }

    /** What several threads saw. */
    static Stalls of(Collection<Hiccups.Lateness> seen) {
        LongStream.Builder delays = LongStream.builder();
        TreeMap<Long, Long> stalls = new TreeMap<>();
        for (Hiccups.Lateness one : seen) {
            for (int moment = 0; moment < one.size(); moment++) {
                long delayNanos = one.delayNanos(moment);
                delays.add(delayNanos);
                if (delayNanos >= SHORTEST_NANOS) {
                    stalls.merge(one.dueNanos(moment), one.dueNanos(moment) + delayNanos, Math::max);
                }
            }
        }
        return new Stalls(new Latencies(delays.build().toArray(), 0), disjoint(stalls));
    }

    private static TreeMap<Long, Long> disjoint(TreeMap<Long, Long> stalls) {
        TreeMap<Long, Long> disjoint = new TreeMap<>();
        stalls.forEach((start, end) -> {
            Map.Entry<Long, Long> last = disjoint.lastEntry();
            if (last != null && last.getValue() >= start) {
                last = disjoint.pollLastEntry();
                disjoint.put(last.getKey(), Math.max(last.getValue(), end));
            } else {
                disjoint.put(start, end);
            }
        });
        return disjoint;
    }

    /** For how long something that was due at a random moment would have been delayed. */
    public Latencies delays() {
        return delays;
    }

    /** Whether a delay of 2 ms or more was in part of this time, in {@link System#nanoTime}. */
    public boolean meet(long fromNanos, long toNanos) {
        Map.Entry<Long, Long> last = endsByStart.lowerEntry(toNanos);
        return last != null && last.getValue() > fromNanos;
    }
}
