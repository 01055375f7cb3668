package io.parm.lab.meter;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * How long this process does not run where it should: the machine has given a processor to others, or its own compiler has it. One thread
 * for each processor wakes up every millisecond and looks how late it is (as Gil Tene's jHiccup does with one).
 */
public final class Hiccups implements AutoCloseable {

    private static final long PERIOD_NANOS = 1_000_000;

    private final List<Watch> watches;
    private volatile boolean isOver;

    private Hiccups(int processors) {
        watches = IntStream.range(0, processors).mapToObj(Watch::new).toList();
    }

    /** Begins to watch. */
    public static Hiccups start() {
        Hiccups hiccups = new Hiccups(Runtime.getRuntime().availableProcessors());
        hiccups.watches.forEach(Watch::start);
        return hiccups;
    }

    /** Ends, and says what was seen. */
    public Stalls stop() throws InterruptedException {
        isOver = true;
        for (Watch watch : watches) {
            watch.join();
        }
        return Stalls.of(watches.stream().map(watch -> watch.seen).toList());
    }

    @Override
    public void close() {
        isOver = true;
    }

    /** One thread's. */
    private final class Watch extends Thread {

        private final Lateness seen = new Lateness();

        Watch(int index) {
            super("hiccups-" + index);
            setDaemon(true);
        }

        @Override
        public void run() {
            long dueNanos = System.nanoTime() + PERIOD_NANOS;
            while (!isOver) {
                LockSupport.parkNanos(dueNanos - System.nanoTime());
                long nowNanos = System.nanoTime();
                if (nowNanos >= dueNanos) {
                    seen.add(dueNanos, nowNanos);
                    dueNanos = nowNanos + PERIOD_NANOS;
                }
            }
        }
    }

    /** When something was due, and for how long it then had to wait. Not thread-safe. */
    static final class Lateness {

        private long[] dueNanos = new long[1 << 14];
        private long[] delayNanos = new long[1 << 14];
        private int size;

        /** What was due during a delay, each millisecond, was delayed for the rest of it. */
        void add(long due, long now) {
            for (long next = due; now - next >= 0; next += PERIOD_NANOS) {
                if (size == dueNanos.length) {
                    dueNanos = Arrays.copyOf(dueNanos, 2 * size);
                    delayNanos = Arrays.copyOf(delayNanos, 2 * size);
                }
                dueNanos[size] = next;
                delayNanos[size++] = now - next;
            }
        }

        int size() {
            return size;
        }

        long dueNanos(int moment) {
            return dueNanos[moment];
        }

        long delayNanos(int moment) {
            return delayNanos[moment];
        }
    }
}
