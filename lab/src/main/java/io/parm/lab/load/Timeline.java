package io.parm.lab.load;

import io.parm.schemas.AnswerSource;

/** The first answers of a run in the order in which their queries were sent. Not thread-safe. */
public final class Timeline {

    private static final double NANOS_PER_MS = 1e6;

    private final long[] offsetsNanos;
    private final long[] latenciesNanos;
    private final AnswerSource[] sources;
    private int size;

    /** @param capacity answers at most */
    Timeline(int capacity) {
        this.offsetsNanos = new long[capacity];
        this.latenciesNanos = new long[capacity];
        this.sources = new AnswerSource[capacity];
    }

    void add(long offsetNanos, long latencyNanos, AnswerSource source) {
        offsetsNanos[size] = offsetNanos;
        latenciesNanos[size] = latencyNanos;
        sources[size] = source;
        size++;
    }

    /** This run's, then another's, as if that had begun when this one's last query was sent. */
    Timeline then(Timeline other) {
        Timeline both = new Timeline(size + other.size);
        long end = size == 0 ? 0 : offsetsNanos[size - 1];
        for (int i = 0; i < size; i++) {
            both.add(offsetsNanos[i], latenciesNanos[i], sources[i]);
        }
        for (int i = 0; i < other.size; i++) {
            both.add(end + other.offsetsNanos[i], other.latenciesNanos[i], other.sources[i]);
        }
        return both;
    }

    /** Number of answered queries. */
    public int size() {
        return size;
    }

    /** When the query of an answer was to be sent, in milliseconds from the start of the load. */
    public double offsetMs(int answer) {
        return offsetsNanos[answer] / NANOS_PER_MS;
    }

    /** The same in nanoseconds. */
    long offsetNanos(int answer) {
        return offsetsNanos[answer];
    }

    /** How long after that its answer was received, in milliseconds. */
    public double latencyMs(int answer) {
        return latenciesNanos[answer] / NANOS_PER_MS;
    }

    /** The same in nanoseconds. */
    long latencyNanos(int answer) {
        return latenciesNanos[answer];
    }

    /** How it came about. */
    public AnswerSource source(int answer) {
        return sources[answer];
    }
}
