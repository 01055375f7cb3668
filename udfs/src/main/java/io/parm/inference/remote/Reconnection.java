package io.parm.inference.remote;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sees to it that an endpoint which comes back is used again soon: gRPC alone waits up to two minutes between attempts to connect, and
 * has all calls fail meanwhile. Thread-safe.
 */
final class Reconnection {

    private static final long BETWEEN_ATTEMPTS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final ManagedChannel channel;
    private final AtomicLong lastNanos = new AtomicLong(System.nanoTime());

    Reconnection(ManagedChannel channel) {
        this.channel = channel;
    }

    /** Tries again now, unless that was a moment ago; a connection that is there stays. */
    void retryIfLost() {
        if (channel.getState(false) != ConnectivityState.TRANSIENT_FAILURE) {
            return;
        }
        long now = System.nanoTime();
        long last = lastNanos.get();
        if (now - last >= BETWEEN_ATTEMPTS_NANOS && lastNanos.compareAndSet(last, now)) {
            channel.resetConnectBackoff();
        }
    }

    void retryNow() {
        channel.resetConnectBackoff();
    }

    void close() {
        channel.shutdownNow();
    }
}
