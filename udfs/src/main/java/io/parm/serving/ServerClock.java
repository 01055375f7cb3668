package io.parm.serving;

import java.util.concurrent.TimeUnit;

/** Milliseconds since this server's code was loaded: never negative, never set back. */
final class ServerClock {

    private static final long START_NANOS = System.nanoTime();

    private ServerClock() {}

    static long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - START_NANOS);
    }

    /** The moment so many milliseconds from now, or {@link Long#MAX_VALUE} where that is later than anything. */
    static long in(long remainingMs) {
        long now = nowMs();
        return remainingMs > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + remainingMs;
    }
}
