package io.parm.lab.load;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Waits for a moment without burning a core: it parks, about 0.1 ms exact. A moment that is over is not waited for. */
final class Pacer {

    private final LongSupplier clockNanos;
    private final LongConsumer parkNanos;

    Pacer() {
        this(System::nanoTime, LockSupport::parkNanos);
    }

    Pacer(LongSupplier clockNanos, LongConsumer parkNanos) {
        this.clockNanos = clockNanos;
        this.parkNanos = parkNanos;
    }

    long nowNanos() {
        return clockNanos.getAsLong();
    }

    /**
     * Returns at the moment, or at once if it is over.
     *
     * @return how late it is, in nanoseconds, 0 or more
     * @throws CancellationException if the thread is interrupted
     */
    long awaitNanos(long momentNanos) {
        long remainingNanos = momentNanos - nowNanos();
        while (remainingNanos > 0) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted before the schedule was over");
            }
            parkNanos.accept(remainingNanos);
            remainingNanos = momentNanos - nowNanos();
        }
        return -remainingNanos;
    }
}
