package io.parm.lab.load;

import io.parm.lab.meter.Stalls;
import java.util.stream.IntStream;

/**
 * What the machine did to a run.
 *
 * @param hiccups for how long something that was due at a random moment of the run would have been delayed, because this process did
 *     not run
 * @param undisturbed latencies of the queries that no stall of the process was near; unanswered ones are among them
 */
public record Disturbance(Latencies hiccups, Latencies undisturbed) {

    /** What was late before a query delays it too. */
    private static final long BEFORE_NANOS = 10_000_000;

    /** The same for every query, however long its answer took: slow ones would be left out more often than others. */
    private static final long AFTER_NANOS = 50_000_000;

    /**
     * @param load the run's
     * @param report what it came to
     * @param stalls of the process while it ran
     */
    public static Disturbance of(SentLoad load, RunReport report, Stalls stalls) {
        Timeline timeline = report.timeline();
        long[] undisturbed = IntStream.range(0, timeline.size())
                .filter(answer -> {
                    long sentNanos = load.startNanos() + timeline.offsetNanos(answer);
                    return !stalls.meet(sentNanos - BEFORE_NANOS, sentNanos + AFTER_NANOS);
                })
                .mapToLong(timeline::latencyNanos)
                .toArray();
        return new Disturbance(
                stalls.delays(),
                new Latencies(
                        undisturbed,
                        report.latencies().size() - report.latencies().answered()));
    }

    Disturbance and(Disturbance other) {
        return new Disturbance(hiccups.and(other.hiccups), undisturbed.and(other.undisturbed));
    }
}
