package io.parm.lab.emulation;

/** Small numbers, each with a time; the earliest is next. A binary heap in two arrays. Not thread-safe; hot: O(log n) a call. */
public final class TimeHeap {

    /** The time of the next one where there is none. */
    public static final long NEVER = Long.MAX_VALUE;

    private final long[] nanos;
    private final int[] ids;
    private int size;

    /** @param capacity how many it can hold at once */
    public TimeHeap(int capacity) {
        this.nanos = new long[capacity + 1];
        this.ids = new int[capacity + 1];
        this.nanos[0] = NEVER;
    }

    /** The time of the next one, or {@link #NEVER}. */
    public long nextNanos() {
        return nanos[0];
    }

    /** @throws ArrayIndexOutOfBoundsException if it is full */
    public void add(long atNanos, int id) {
        int hole = size++;
        while (hole > 0 && nanos[(hole - 1) >> 1] > atNanos) {
            int parent = (hole - 1) >> 1;
            put(hole, nanos[parent], ids[parent]);
            hole = parent;
        }
        put(hole, atNanos, id);
        nanos[size] = NEVER;
    }

    /** Takes the next one out; there must be one. */
    public int remove() {
        int next = ids[0];
        size--;
        sink(nanos[size], ids[size]);
        nanos[size] = NEVER;
        return next;
    }

    private void sink(long atNanos, int id) {
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            child += child + 1 < size && nanos[child + 1] < nanos[child] ? 1 : 0;
            if (nanos[child] >= atNanos) {
                break;
            }
            put(hole, nanos[child], ids[child]);
            hole = child;
        }
        put(hole, atNanos, id);
    }

    private void put(int index, long atNanos, int id) {
        nanos[index] = atNanos;
        ids[index] = id;
    }
}
