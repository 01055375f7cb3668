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

    /** Number of answered queries. */
    public int size() {
        return size;
    }

    /** When the query of an answer was to be sent, in milliseconds from the start of the load. */
    public double offsetMs(int answer) {
        return offsetsNanos[answer] / NANOS_PER_MS;
    }

    /** How long after that its answer was received, in milliseconds. */
    public double latencyMs(int answer) {
        return latenciesNanos[answer] / NANOS_PER_MS;
    }

    /** How it came about. */
    public AnswerSource source(int answer) {
        return sources[answer];
    }
}
