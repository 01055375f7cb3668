package io.parm.lab.soak;

import io.parm.lab.load.Latencies;
import io.parm.schemas.AnswerSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What became of every query of a load, by its index. Times are nanoseconds from the start of the load. Thread-safe.
 */
final class Ledger {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NONE = -1;

    private final long[] intendedNanos;
    private final long[] firstNanos;
    private final boolean[] isTaken;
    private final boolean[] isDeadLetter;
    private final Map<AnswerSource, Integer> sources = new EnumMap<>(AnswerSource.class);
    private final List<Repeat> repeats = new ArrayList<>();
    private int refused;
    private long lastNanos = NONE;

    /** @param intendedNanos when each query is to be sent; kept, not copied */
    Ledger(long[] intendedNanos) {
        this.intendedNanos = intendedNanos;
        this.firstNanos = new long[intendedNanos.length];
        this.isTaken = new boolean[intendedNanos.length];
        this.isDeadLetter = new boolean[intendedNanos.length];
        Arrays.fill(firstNanos, NONE);
    }

    /** A further answer to a query that had one. */
    record Repeat(long firstNanos, long againNanos) {}

    /** Kafka has the query. */
    synchronized void taken(int query) {
        isTaken[query] = true;
    }

    /** Kafka has it not. */
    synchronized void refused() {
        refused++;
    }

    /** An answer was received. */
    synchronized void answered(int query, long atNanos, AnswerSource source) {
        lastNanos = atNanos;
        if (firstNanos[query] == NONE) {
            firstNanos[query] = atNanos;
            sources.merge(source, 1, Integer::sum);
        } else {
            repeats.add(new Repeat(firstNanos[query], atNanos));
        }
    }

    /** The query was received as a dead letter. */
    synchronized void deadLettered(int query) {
        isDeadLetter[query] = true;
    }

    /** When the last answer was received; negative if there was none. */
    synchronized long lastNanos() {
        return lastNanos;
    }

    /** Queries that Kafka took. */
    synchronized int sent() {
        return count(query -> isTaken[query]);
    }

    /** Queries that Kafka refused, or never confirmed. */
    synchronized int refusals() {
        return refused;
    }

    /** Queries with an answer. */
    synchronized int answered() {
        return count(query -> firstNanos[query] != NONE);
    }

    /** Queries that Kafka took and that have neither an answer nor a dead letter. */
    synchronized int lost() {
        return count(query -> isTaken[query] && firstNanos[query] == NONE && !isDeadLetter[query]);
    }

    /** Answers beyond a query's first. */
    synchronized int duplicates() {
        return repeats.size();
    }

    /**
     * Those of them that no restart explains: none began between the two answers.
     *
     * @param restartsNanos when restarts began
     * @param slackNanos how much later than it happened a restart may have been noticed, or a message been received
     */
    synchronized int unexplained(List<Long> restartsNanos, long slackNanos) {
        return (int) repeats.stream()
                .filter(repeat -> restartsNanos.stream()
                        .noneMatch(restart ->
                                restart >= repeat.firstNanos - slackNanos && restart <= repeat.againNanos + slackNanos))
                .count();
    }

    /** First answers by how they came about. */
    synchronized Map<AnswerSource, Integer> sources() {
        return new EnumMap<>(sources);
    }

    /** Intended sending to first answer, of all queries that Kafka took. */
    synchronized Latencies latencies() {
        return latencies(0, Long.MAX_VALUE);
    }

    /** The same by second of the intended sending. */
    synchronized List<Latencies> seconds() {
        if (intendedNanos.length == 0) {
            return List.of();
        }
        int last = (int) (intendedNanos[intendedNanos.length - 1] / NANOS_PER_SECOND);
        return IntStream.rangeClosed(0, last)
                .mapToObj(second -> latencies(second * NANOS_PER_SECOND, (second + 1) * NANOS_PER_SECOND))
                .toList();
    }

    private Latencies latencies(long fromNanos, long untilNanos) {
        int from = place(fromNanos);
        int until = place(untilNanos);
        long[] nanos = IntStream.range(from, until)
                .filter(query -> firstNanos[query] != NONE)
                .mapToLong(query -> firstNanos[query] - intendedNanos[query])
                .toArray();
        int unanswered = (int) IntStream.range(from, until)
                .filter(query -> isTaken[query] && firstNanos[query] == NONE)
                .count();
        return new Latencies(nanos, unanswered);
    }

    /** The first query that is to be sent at a time or later. */
    private int place(long nanos) {
        int found = Arrays.binarySearch(intendedNanos, nanos);
        int place = found >= 0 ? found : -found - 1;
        while (place > 0 && place <= intendedNanos.length && intendedNanos[place - 1] >= nanos) {
            place--;
        }
        return place;
    }

    private int count(IntPredicate which) {
        return (int) IntStream.range(0, intendedNanos.length).filter(which).count();
    }
}
