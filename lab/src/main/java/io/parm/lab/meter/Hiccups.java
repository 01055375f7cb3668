package io.parm.lab.meter;

import io.parm.lab.load.Latencies;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * How long this process as a whole does not run: the machine has given its cores to others, or its own compiler has them. A thread of its
 * own wakes up every millisecond and looks how late it is (as Gil Tene's jHiccup does).
 */
public final class Hiccups implements AutoCloseable {

    private static final long PERIOD_NANOS = 1_000_000;

    private final LongSupplier clockNanos = System::nanoTime;
    private final Delays delays = new Delays();
    private final Thread thread = new Thread(this::watch, "hiccups");
    private volatile boolean isOver;

    private Hiccups() {
        thread.setDaemon(true);
    }

    /** Begins to watch. */
    public static Hiccups start() {
        Hiccups hiccups = new Hiccups();
        hiccups.thread.start();
        return hiccups;
    }

    /** Ends, and says for how long something that was due at a random moment would have been delayed. */
    public Latencies stop() throws InterruptedException {
        isOver = true;
        thread.join();
        return delays.toLatencies();
    }

    @Override
    public void close() {
        isOver = true;
    }

    private void watch() {
        long dueNanos = clockNanos.getAsLong() + PERIOD_NANOS;
        while (!isOver) {
            LockSupport.parkNanos(dueNanos - clockNanos.getAsLong());
            long nowNanos = clockNanos.getAsLong();
            if (nowNanos >= dueNanos) {
                delays.add(nowNanos - dueNanos);
                dueNanos = nowNanos + PERIOD_NANOS;
            }
        }
    }

    /** Delays of what was due each millisecond. Not thread-safe. */
    static final class Delays {

        private long[] nanos = new long[1 << 14];
        private int size;

        /** What was due during a delay, each millisecond, was delayed for the rest of it. */
        void add(long delayNanos) {
            for (long rest = delayNanos; rest >= 0; rest -= PERIOD_NANOS) {
                nanos = size == nanos.length ? Arrays.copyOf(nanos, 2 * size) : nanos;
                nanos[size++] = rest;
            }
        }

        Latencies toLatencies() {
            return new Latencies(Arrays.copyOf(nanos, size), 0);
        }
    }
}
