package io.parm.job.operator;

import io.parm.inference.InferenceResult;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Completes results that nobody waits for any longer as expired, at most {@link #PERIOD_MS} late.
 *
 * <p>One look at all of them now and then, because a timer for each would wake a thread for every query, and on a busy machine that is
 * a core taken from the queries. Thread-safe.
 */
final class Expiry implements AutoCloseable {

    static final long PERIOD_MS = 50;

    private final Map<CompletableFuture<InferenceResult>, Long> expiryMs = new ConcurrentHashMap<>();
    private final LongSupplier nowMs;
    private final ScheduledExecutorService scheduler;

    /** @param alsoNow run each time too */
    Expiry(LongSupplier nowMs, Runnable alsoNow) {
        this.nowMs = nowMs;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "inference expiry");
            thread.setDaemon(true);
            return thread;
        });
        scheduler.scheduleWithFixedDelay(
                () -> {
                    expire();
                    alsoNow.run();
                },
                PERIOD_MS,
                PERIOD_MS,
                TimeUnit.MILLISECONDS);
    }

    /** Watches a result until it is complete. */
    void watch(CompletableFuture<InferenceResult> result, long atMs) {
        expiryMs.put(result, atMs);
        result.whenComplete((value, failure) -> expiryMs.remove(result));
    }

    /** Results that are watched. */
    int watched() {
        return expiryMs.size();
    }

    /** Completes what is due. */
    void expire() {
        long now = nowMs.getAsLong();
        expiryMs.forEach((result, atMs) -> {
            if (atMs <= now) {
                result.complete(InferenceResult.without(
                        InferenceResult.Kind.EXPIRED, "no output came from its instance before give-up"));
            }
        });
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
