package io.parm.inference;

import io.parm.inference.InferenceResult.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * One bounded queue from which idle instances pull: the paper's single queue (§5.1). An instance that stalls costs only what it
 * holds.
 *
 * <p>{@link RequestQueue} says whose turn it is, {@link Members} which instance serves it. Instances may come and go. Nothing here
 * blocks or throws for a slow or failed instance: each request's future is completed with a value, on the thread that ended it.
 * Thread-safe; hot.
 */
public final class InstancePool implements AutoCloseable {

    /** Most, but not those of an instance that stalls now and then: by its time every request would be late. */
    private static final double USUAL_PERCENT = 90;

    private static final long WINDOW_MS = 10_000;

    private final int outputSize;
    private final PoolSettings settings;
    private final LongSupplier nowMs;
    private final PoolListener listener;

    private final Object lock = new Object();
    private final RequestQueue queue;
    private final Members members;
    private final PoolCounters counters = new PoolCounters();
    private final RecentLatencies inferences = new RecentLatencies(WINDOW_MS);
    private long inferenceMs;
    private boolean closed;
    private boolean dispatching;
    private boolean dispatchAgain;

    /**
     * A pool that has no instance yet.
     *
     * @param outputSize floats that every output must have
     * @param nowMs the clock that requests' deadlines are in, milliseconds
     */
    public InstancePool(int outputSize, PoolSettings settings, LongSupplier nowMs, PoolListener listener) {
        this.outputSize = outputSize;
        this.settings = settings;
        this.nowMs = nowMs;
        this.listener = listener;
        this.queue = new RequestQueue(settings.limits().queueCapacity());
        this.members = new Members(settings, listener);
    }

    /** The same, and nobody listens. */
    public InstancePool(int outputSize, PoolSettings settings, LongSupplier nowMs) {
        this(outputSize, settings, nowMs, PoolListener.NONE);
    }

    /** A pool of instances that stay, each in a place of its own. */
    public InstancePool(List<Instance> instances, int outputSize, PoolLimits limits, LongSupplier nowMs) {
        this(outputSize, new PoolSettings(limits), nowMs);
        instances.forEach(instance -> add(instance, instance.name()));
    }

    /**
     * Adds an instance, which the pool will close.
     *
     * @param place what fails together with it: its zone, or its host
     */
    public void add(Instance instance, String place) {
        Optional<InstanceCounters> counted;
        synchronized (lock) {
            counted = members.add(instance, place);
        }
        counted.ifPresent(ofInstance -> listener.joined(instance.name(), ofInstance));
        dispatch();
    }

    /** Gives an instance no more work, and closes it when it holds none. */
    public void remove(Instance instance) {
        boolean idle;
        synchronized (lock) {
            idle = members.leave(instance);
        }
        if (idle) {
            instance.close();
        }
    }

    /** Says which places the parity queries of a group have for themselves. */
    public void keepApart(GroupPlaces places) {
        synchronized (lock) {
            members.keepApart(places);
        }
    }

    /** Queues a request; the future is never completed exceptionally. Returns at once. */
    public CompletableFuture<InferenceResult> submit(InferenceRequest request) {
        WaitingRequest waiting = new WaitingRequest(request, nowMs.getAsLong());
        WaitingRequest refused;
        boolean wasClosed;
        synchronized (lock) {
            wasClosed = closed;
            refused = closed ? waiting : queue.add(waiting, waiting.sinceMs(), inferenceMs);
        }
        if (refused != null) {
            String full = "the queue is full with " + settings.limits().queueCapacity() + " requests";
            end(refused, InferenceResult.without(Kind.REJECTED, wasClosed ? "the pool is closed" : full));
        }
        if (refused != waiting) {
            dispatch();
        }
        return waiting.result();
    }

    /** Looks whether instances that were left out may serve again. To be called now and then, whether or not requests come. */
    public void wake() {
        dispatch();
    }

    public PoolCounters counters() {
        return counters;
    }

    /** Requests that wait for an instance. */
    public int queued() {
        synchronized (lock) {
            return queue.size();
        }
    }

    /** Requests that wait, or that an instance holds. */
    public int inFlight() {
        synchronized (lock) {
            return queue.size() + members.held();
        }
    }

    /** Instances that hold work. */
    public int busy() {
        synchronized (lock) {
            return members.busy();
        }
    }

    /** Instances that are left out at the moment. */
    public int ejected() {
        synchronized (lock) {
            return members.outliers().out();
        }
    }

    /** How often an instance was left out. */
    public long ejections() {
        synchronized (lock) {
            return members.outliers().ejections();
        }
    }

    /** Rejects what waits and closes the instances; what they hold may stay incomplete. */
    @Override
    public void close() {
        List<WaitingRequest> dropped;
        List<Instance> instances;
        synchronized (lock) {
            closed = true;
            dropped = queue.drain();
            instances = members.instances();
        }
        dropped.forEach(waiting -> end(waiting, InferenceResult.without(Kind.REJECTED, "the pool is closed")));
        instances.forEach(Instance::close);
    }

    /**
     * Hands batches to instances until one or the other runs out. One thread at a time does it; another one that comes meanwhile, or
     * the same one through an instance that answers before {@code infer} returns, leaves it one more round.
     */
    private void dispatch() {
        synchronized (lock) {
            if (dispatching) {
                dispatchAgain = true;
                return;
            }
            dispatching = true;
        }
        while (dispatchOne()) {
            // dispatchOne has done the work
        }
    }

    /** Returns whether there may be more to hand out. */
    private boolean dispatchOne() {
        List<WaitingRequest> expired = List.of();
        List<PoolMember> toAsk;
        PoolMember.Call call = null;
        boolean more;
        synchronized (lock) {
            long now = nowMs.getAsLong();
            toAsk = members.toBeAsked(now);
            WaitingRequest head = closed ? null : queue.head(now, inferenceMs);
            PoolMember member =
                    head == null ? null : members.choose(head.request().group(), now);
            if (member != null) {
                RequestQueue.Pulled pulled = queue.pull(
                        settings.limits().batchMaxSize(),
                        now,
                        inferenceMs,
                        waiting -> members.joins(member, waiting, waiting == head));
                expired = pulled.expired();
                call = pulled.batch().isEmpty() ? null : members.begin(member, pulled.batch(), now);
            }
            more = call != null || !expired.isEmpty() || dispatchAgain;
            dispatching = more;
            dispatchAgain = false;
        }
        toAsk.forEach(this::ask);
        expired.forEach(waiting ->
                end(waiting, InferenceResult.without(Kind.EXPIRED, "give-up passed while it waited for an instance")));
        if (call != null) {
            run(call);
        }
        return more;
    }

    private void ask(PoolMember member) {
        member.instance().ready().whenComplete((ready, failure) -> {
            synchronized (lock) {
                boolean isReady = failure == null && Boolean.TRUE.equals(ready);
                members.outliers().answered(member.health(), isReady, nowMs.getAsLong());
            }
            dispatch();
        });
    }

    private void run(PoolMember.Call call) {
        List<float[]> inputs = new ArrayList<>(call.batch().size());
        for (WaitingRequest waiting : call.batch()) {
            inputs.add(waiting.request().input());
        }
        CompletionStage<List<float[]>> running;
        try {
            running = call.member().instance().infer(inputs, call.allowedMs());
        } catch (RuntimeException e) {
            running = CompletableFuture.failedFuture(e);
        }
        running.whenComplete((outputs, failure) -> {
            List<InferenceResult> results = CallResults.of(call, outputs, failure, outputSize);
            boolean good = CallResults.areOutputs(results);
            boolean hasLeft;
            synchronized (lock) {
                long now = nowMs.getAsLong();
                hasLeft = members.end(call, good, now);
                if (good) {
                    long tookMs = Math.max(0, now - call.sinceMs());
                    listener.inferred(tookMs);
                    inferences.record(tookMs, now);
                    inferenceMs = inferences.percentileMs(USUAL_PERCENT, now).orElse(0);
                }
            }
            for (int i = 0; i < results.size(); i++) {
                call.member().counters().gaveBack(results.get(i).kind());
                end(call.batch().get(i), results.get(i));
            }
            if (hasLeft) {
                call.member().instance().close();
            }
            dispatch();
        });
    }

    private void end(WaitingRequest waiting, InferenceResult result) {
        counters.count(result.kind());
        waiting.result().complete(result);
    }
}
