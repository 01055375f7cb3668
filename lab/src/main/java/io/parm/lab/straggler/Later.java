package io.parm.lab.straggler;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Time, as a straggling instance sees it; tests bring their own. */
interface Later {

    /** Now, in the time of {@link System#nanoTime}. */
    long nowNanos();

    /** Runs an action after {@code delayNanos}. */
    void run(Runnable action, long delayNanos);

    /** The real one; its thread serves all instances of the process and does not keep it alive. */
    static Later real() {
        return RealLater.INSTANCE;
    }

    /** {@link System#nanoTime} and one daemon thread. */
    final class RealLater implements Later {

        private static final RealLater INSTANCE = new RealLater();

        private final LongSupplier clockNanos = System::nanoTime;
        private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "stragglers");
            thread.setDaemon(true);
            return thread;
        });

        @Override
        public long nowNanos() {
            return clockNanos.getAsLong();
        }

        @Override
        public void run(Runnable action, long delayNanos) {
            executor.schedule(action, delayNanos, TimeUnit.NANOSECONDS);
        }
    }
}
