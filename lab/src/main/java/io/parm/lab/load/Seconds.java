package io.parm.lab.load;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A load second by second of its intended sending. Immutable. */
public final class Seconds {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final double P99 = 0.99;

    private final List<Latencies> seconds;

    private Seconds(List<Latencies> seconds) {
        this.seconds = seconds;
    }

    /** @param answers by query id */
    public static Seconds of(SentLoad load, Map<String, Answer> answers) {
        int queries = load.schedule().size();
        int last = queries == 0 ? -1 : second(load, queries - 1);
        LongStream.Builder[] nanos = new LongStream.Builder[last + 1];
        int[] unanswered = new int[last + 1];
        for (int i = 0; i <= last; i++) {
            nanos[i] = LongStream.builder();
        }
        for (int i = 0; i < queries; i++) {
            Answer answer = answers.get(SentLoad.id(load.idPrefix(), i));
            if (answer == null) {
                unanswered[second(load, i)]++;
            } else {
                nanos[second(load, i)].add(answer.receivedNanos() - load.intendedNanos(i));
            }
        }
        return new Seconds(IntStream.rangeClosed(0, last)
                .mapToObj(i -> new Latencies(nanos[i].build().toArray(), unanswered[i]))
                .toList());
    }

    /** Latencies of the queries of one second, from 0. */
    public Latencies at(int second) {
        return seconds.get(second);
    }

    public int size() {
        return seconds.size();
    }

    /** The largest p99 of the seconds from {@code from} until before {@code to}, in milliseconds. */
    public double worstP99Ms(int from, int to) {
        return seconds.subList(from, to).stream()
                .mapToDouble(latencies -> latencies.quantileMs(P99))
                .max()
                .orElse(Double.NaN);
    }

    /**
     * How many seconds after {@code from} until a second has a p99 of at most a limit.
     *
     * @return 0 if the second that begins at {@code from} has; empty if none has
     */
    public OptionalInt until(int from, double limitMs) {
        return IntStream.range(from, size())
                .filter(second -> at(second).quantileMs(P99) <= limitMs)
                .map(second -> second - from)
                .findFirst();
    }

    private static int second(SentLoad load, int query) {
        return (int) (load.schedule().offsetNanos(query) / NANOS_PER_SECOND);
    }
}
