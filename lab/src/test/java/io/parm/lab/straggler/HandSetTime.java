package io.parm.lab.straggler;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** Time that passes when the test says so. */
final class HandSetTime implements Later {

    private record Task(long atNanos, Runnable action) {}

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::atNanos));
    private long nowNanos = 5_000_000_000L;

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public void run(Runnable action, long delayNanos) {
        tasks.add(new Task(nowNanos + delayNanos, action));
    }

    void passMs(long ms) {
        long endNanos = nowNanos + TimeUnit.MILLISECONDS.toNanos(ms);
        while (!tasks.isEmpty() && tasks.peek().atNanos() <= endNanos) {
            Task due = tasks.remove();
            nowNanos = due.atNanos();
            due.action().run();
        }
        nowNanos = endNanos;
    }
}
