package io.parm.lab.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * When answers were received, by partition: a TaskManager that dies may take only some of them along, and answers of the others must
 * not hide that. Thread-safe.
 */
final class Arrivals {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final List<List<Long>> nanos;

    Arrivals(int partitions) {
        nanos = Stream.<List<Long>>generate(ArrayList::new).limit(partitions).toList();
    }

    synchronized void add(int partition, long atNanos) {
        nanos.get(partition).add(atNanos);
    }

    synchronized void forget() {
        nanos.forEach(List::clear);
    }

    /** The longest {@link Outage} of a partition from a moment on. */
    synchronized long outageNanos(long sinceNanos) {
        return nanos.stream()
                .mapToLong(partition -> Outage.nanos(
                        partition.stream().mapToLong(Long::longValue).toArray(), sinceNanos))
                .max()
                .orElseThrow();
    }

    /** Blocks until answers have come for some time, in every partition. */
    void awaitSteady(Duration length, Duration longest) throws InterruptedException {
        awaitAfter(System.nanoTime(), length, longest);
    }

    /** Blocks until answers have come for some time after a moment, in every partition, silences not counted. */
    void awaitAfter(long momentNanos, Duration length, Duration longest) throws InterruptedException {
        long endNanos = System.nanoTime() + longest.toNanos();
        while (covered(momentNanos) < length.toSeconds()) {
            if (System.nanoTime() > endNanos) {
                throw new IllegalStateException("a partition had no answers for " + longest.toMinutes() + " min");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Different seconds, from a moment on, in which answers came to the partition that has the fewest of them. */
    private synchronized long covered(long momentNanos) {
        return nanos.stream()
                .mapToLong(partition -> partition.stream()
                        .filter(at -> at >= momentNanos)
                        .map(at -> (at - momentNanos) / NANOS_PER_SECOND)
                        .distinct()
                        .count())
                .min()
                .orElseThrow();
    }
}
