package io.parm.lab.simulation;

import java.util.Arrays;

/**
 * The coding groups that are not yet finished: numbers in arrays, group after group. Only the last one is open. Not thread-safe; hot.
 */
final class GroupRing {

    private final int k;
    private long first;
    private long end;
    private int capacity = 64;
    private long[] arrivals;
    private long[] closings = new long[capacity];
    private int[] sizes = new int[capacity];
    private int[] outputs = new int[capacity];
    private int[] answered = new int[capacity];
    private int[] parities = new int[capacity];
    private int[] failed = new int[capacity];
    private int[] failedParities = new int[capacity];
    private boolean open;

    GroupRing(int k) {
        this.k = k;
        this.arrivals = new long[capacity * k];
    }

    /** The oldest group that is kept. */
    long first() {
        return first;
    }

    /** The number of the group after the last. */
    long end() {
        return end;
    }

    boolean isOpen(long group) {
        return open && group == end - 1;
    }

    boolean hasOpen() {
        return open;
    }

    boolean isGone(long group) {
        return group < first;
    }

    /** Adds a query to the open group, or to a new one, and returns its slot. */
    int add(long nowNanos) {
        if (!open) {
            begin();
        }
        int index = index(end - 1);
        int slot = sizes[index]++;
        arrivals[index * k + slot] = nowNanos;
        return slot;
    }

    void close(long nowNanos) {
        open = false;
        closings[index(end - 1)] = nowNanos;
        forget();
    }

    int size(long group) {
        return sizes[index(group)];
    }

    long arrivalNanos(long group, int slot) {
        return arrivals[index(group) * k + slot];
    }

    long closingNanos(long group) {
        return closings[index(group)];
    }

    boolean isAnswered(long group, int slot) {
        return (answered[index(group)] >> slot & 1) == 1;
    }

    boolean isAllAnswered(long group) {
        int index = index(group);
        return answered[index] == (1 << sizes[index]) - 1;
    }

    /** The group may be gone afterwards. */
    void answer(long group, int slot) {
        answered[index(group)] |= 1 << slot;
        forget();
    }

    void output(long group, int slot) {
        outputs[index(group)] |= 1 << slot;
    }

    void parityOutput(long group) {
        parities[index(group)]++;
    }

    void failed(long group, int slot) {
        failed[index(group)] |= 1 << slot;
    }

    void parityFailed(long group) {
        failedParities[index(group)]++;
    }

    boolean hasFailed(long group, int slot) {
        return (failed[index(group)] >> slot & 1) == 1;
    }

    /** How many of the group's own inferences failed. */
    int failures(long group) {
        return Integer.bitCount(failed[index(group)]);
    }

    /** How many of its parity queries' inferences failed. */
    int parityFailures(long group) {
        return failedParities[index(group)];
    }

    /** How many of the group's own outputs are missing. */
    int missing(long group) {
        int index = index(group);
        return sizes[index] - Integer.bitCount(outputs[index]);
    }

    /** How many parity outputs are there. */
    int parities(long group) {
        return parities[index(group)];
    }

    private int index(long group) {
        return (int) (group & (capacity - 1));
    }

    private void begin() {
        if (end - first == capacity) {
            grow();
        }
        int index = index(end++);
        sizes[index] = 0;
        outputs[index] = 0;
        answered[index] = 0;
        parities[index] = 0;
        failed[index] = 0;
        failedParities[index] = 0;
        open = true;
    }

    private void forget() {
        while (first < end && !isOpen(first) && isAllAnswered(first)) {
            first++;
        }
    }

    private void grow() {
        closings = unrolled(closings, 1);
        arrivals = unrolled(arrivals, k);
        sizes = unrolled(sizes);
        outputs = unrolled(outputs);
        answered = unrolled(answered);
        parities = unrolled(parities);
        failed = unrolled(failed);
        failedParities = unrolled(failedParities);
        capacity *= 2;
    }

    /** Twice the ring, each group at its index of the new capacity. The old ring is full. */
    private long[] unrolled(long[] ring, int width) {
        long[] larger = Arrays.copyOf(ring, 2 * ring.length);
        for (long group = first; group < end; group++) {
            int to = (int) (group & (2L * capacity - 1));
            System.arraycopy(ring, index(group) * width, larger, to * width, width);
        }
        return larger;
    }

    private int[] unrolled(int[] ring) {
        int[] larger = Arrays.copyOf(ring, 2 * ring.length);
        for (long group = first; group < end; group++) {
            larger[(int) (group & (2L * capacity - 1))] = ring[index(group)];
        }
        return larger;
    }
}
