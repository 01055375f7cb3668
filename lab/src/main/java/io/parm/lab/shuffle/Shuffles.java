package io.parm.lab.shuffle;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Transfers in the background, always as many as there are plans: where one ends, the next of its plan begins. Thread-safe. */
public final class Shuffles implements AutoCloseable {

    private static final double MS_PER_SECOND = 1000;

    private final Mover mover;
    private final Queue<Duration> durations = new ConcurrentLinkedQueue<>();
    private volatile boolean isEnding;
    private CompletableFuture<Void> end;

    /** What moves bytes. */
    interface Mover {

        /** Begins a transfer; returns at once. The duration comes from a thread of its own, or not before the caller has gone on. */
        CompletableFuture<Duration> move(Transfer transfer);
    }

    private Shuffles(Mover mover) {
        this.mover = mover;
    }

    /** Begins with the first transfer of each plan. */
    static Shuffles begin(List<TransferPlan> plans, Mover mover) {
        Shuffles shuffles = new Shuffles(mover);
        shuffles.end =
                CompletableFuture.allOf(plans.stream().map(shuffles::goOn).toArray(CompletableFuture<?>[]::new));
        return shuffles;
    }

    private CompletableFuture<Void> goOn(TransferPlan plan) {
        return mover.move(plan.next()).thenCompose(duration -> {
            durations.add(duration);
            return isEnding ? CompletableFuture.completedFuture(null) : goOn(plan);
        });
    }

    /** How many transfers have ended so far, and how long they took on average, for people. */
    public String soFar() {
        double meanMs =
                durations.stream().mapToLong(Duration::toMillis).average().orElse(Double.NaN);
        return String.format(Locale.ROOT, "%d transfers of %.2f s", durations.size(), meanMs / MS_PER_SECOND);
    }

    /**
     * Lets no further transfer begin and waits for those under way.
     *
     * @throws IllegalStateException if a transfer failed, so that there were fewer than there should have been
     */
    @Override
    public void close() {
        isEnding = true;
        try {
            end.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("a transfer between instances failed", e);
        }
    }
}
