package io.parm.job.operator;

import io.parm.inference.InferenceResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What has to be done now and then beside the requests: results that nobody waits for any longer are completed as expired, at most
 * {@link #PERIOD_MS} late, and pools are looked after.
 *
 * <p>One look at all of them now and then, because a timer for each would wake a thread for every query, and on a busy machine that is
 * a core taken from the queries. Thread-safe.
 */
final class Upkeep implements AutoCloseable {

    static final long PERIOD_MS = 50;

    private final Map<CompletableFuture<InferenceResult>, Long> expiryMs = new ConcurrentHashMap<>();
    private final List<Runnable> chores = new ArrayList<>();
    private final LongSupplier nowMs;
    private final ScheduledExecutorService scheduler;

    Upkeep(LongSupplier nowMs) {
        this.nowMs = nowMs;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "inference upkeep");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does this each time too. To be called before {@link #start}. */
    void also(Runnable chore) {
        chores.add(chore);
    }

    /** Does this once a second, beside all else. */
    void everySecond(Runnable chore) {
        scheduler.scheduleWithFixedDelay(chore, 1, 1, TimeUnit.SECONDS);
    }

    void start() {
        scheduler.scheduleWithFixedDelay(this::doIt, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    /** Completes a result as expired, unless it is complete by then. */
    void expire(CompletableFuture<InferenceResult> result, long atMs) {
        if (result.isDone()) {
            return;
        }
        expiryMs.put(result, atMs);
        result.whenComplete((value, failure) -> expiryMs.remove(result));
    }

    /** Results that may expire. */
    int watched() {
        return expiryMs.size();
    }

    /** Does what is due. */
    void doIt() {
        long now = nowMs.getAsLong();
        expiryMs.forEach((result, atMs) -> {
            if (atMs <= now) {
                result.complete(InferenceResult.without(
                        InferenceResult.Kind.EXPIRED, "no output came from its instance before give-up"));
            }
        });
        chores.forEach(Runnable::run);
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
