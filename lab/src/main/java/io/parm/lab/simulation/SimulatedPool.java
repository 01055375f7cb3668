package io.parm.lab.simulation;

import io.parm.inference.EjectionLimits;
import io.parm.lab.emulation.InferenceTimes;
import io.parm.lab.emulation.TimeHeap;

/**
 * One queue from which idle instances pull, one that has not run yet first and then the one that ran last, as {@code io.parm.inference.InstancePool} does it. What waits is
 * served in order of arrival.
 *
 * <p>The job's pool also lets requests that can be on time go before others; where every deadline is 0, or nothing waits, that is no
 * difference. Not thread-safe; hot, but where instances may be left out each batch costs time in proportion to their number.
 */
final class SimulatedPool {

    /** As in the job's queue: how many requests a batch may pass over, per request it has room for. */
    private static final int LOOK_AHEAD = 4;

    private final Cluster.Batching batching;
    private final double scale;
    private final InferenceTimes times;
    private final TimeHeap ends;
    private final int firstId;
    private final int dead;
    private final int[] idle;
    private final int[] batchSizes;
    private final long[] batches;
    private final boolean[] failed;
    private final int[] passedOver;
    private final RequestRing queue = new RequestRing();

    /** {@code null} where none ever is. */
    private final LeftOut leftOut;

    private int idleCount;

    /** How many have not run yet; they are the first ones of {@code idle}. */
    private int unused;

    private long busyNanos;
    private long inferences;
    private long expired;

    /** Which instances of a cluster: the first ones are dead. */
    record Members(int firstId, int count, int dead) {}

    /** What the pools of a cluster share. */
    record Shared(InferenceTimes times, TimeHeap ends, Cluster.Batching batching, EjectionLimits ejection) {}

    /** @param scale an inference of one request, in times of one of the deployed model */
    SimulatedPool(Shared shared, Members members, double scale) {
        this.times = shared.times();
        this.ends = shared.ends();
        this.batching = shared.batching();
        this.scale = scale;
        this.firstId = members.firstId();
        this.dead = members.dead();
        this.idle = new int[members.count()];
        this.batchSizes = new int[members.count()];
        this.batches = new long[members.count() * batching.maxSize()];
        this.failed = new boolean[members.count()];
        this.leftOut = shared.ejection().maxShare() > 0 ? new LeftOut(shared.ejection(), members.count()) : null;
        this.passedOver = new int[LOOK_AHEAD * batching.maxSize()];
        for (int member = members.count() - 1; member >= 0; member--) {
            idle[idleCount++] = member;
        }
        unused = idleCount;
    }

    void submit(long request, long giveUpNanos, long nowNanos) {
        queue.add(request, giveUpNanos);
        dispatch(nowNanos);
    }

    /** How many requests the batch that an instance is done with has. */
    int batchSize(int id) {
        return batchSizes[id - firstId];
    }

    /** A request of the batch that an instance is done with. */
    long request(int id, int place) {
        return batches[(id - firstId) * batching.maxSize() + place];
    }

    /** Whether the batch that an instance is done with failed. */
    boolean hasFailed(int id) {
        return failed[id - firstId];
    }

    /** The instance takes the next batch, or is idle; one that failed comes after all others. */
    void free(int id, long nowNanos) {
        int place = hasFailed(id) ? unused : idleCount;
        System.arraycopy(idle, place, idle, place + 1, idleCount - place);
        idle[place] = id - firstId;
        idleCount++;
        if (leftOut != null) {
            leftOut.ended(id - firstId, nowNanos);
        }
        dispatch(nowNanos);
    }

    PoolUse use(long lengthNanos) {
        return new PoolUse(idle.length, inferences, expired, busyNanos, lengthNanos);
    }

    private void dispatch(long nowNanos) {
        while (!queue.isEmpty()) {
            int place = next(nowNanos);
            if (place < 0) {
                return;
            }
            int member = idle[place];
            int size = pull(member, nowNanos);
            if (size > 0) {
                unused = Math.max(0, unused - 1);
                idleCount--;
                System.arraycopy(idle, place + 1, idle, place, idleCount - place);
                begin(member, size, nowNanos);
            }
        }
    }

    /** The place of the idle instance that takes the next batch, of those that are in; -1 if none is. */
    private int next(long nowNanos) {
        if (unused > 0) {
            return unused - 1;
        }
        if (leftOut == null) {
            return idleCount - 1;
        }
        int next = -1;
        for (int place = idleCount - 1; place >= 0; place--) {
            boolean admitted = leftOut.admits(idle[place], nowNanos);
            if (admitted && leftOut.isToBeProbed(idle[place])) {
                return place;
            }
            next = admitted && next < 0 ? place : next;
        }
        return next;
    }

    private void begin(int member, int size, long nowNanos) {
        batchSizes[member] = size;
        inferences += size;
        if (leftOut != null) {
            leftOut.began(member, nowNanos);
        }
        long nanos = member < dead
                ? InferenceTimes.NEVER
                : times.nextNanos(firstId + member, nowNanos, scale * batching.cost(size));
        failed[member] = nanos == InferenceTimes.FAILED;
        if (nanos != InferenceTimes.NEVER) {
            busyNanos += nanos;
            ends.add(nowNanos + nanos, firstId + member);
        }
    }

    /** Takes what waits into an instance's batch, dropping what nobody wants any more; returns how many it has become. */
    private int pull(int member, long nowNanos) {
        int size = 0;
        int passed = 0;
        int place = 0;
        for (; place < queue.size() && size < batching.maxSize() && passed < passedOver.length; place++) {
            if (nowNanos >= queue.giveUpNanos(place)) {
                expired++;
            } else if (joins(member, size, queue.request(place))) {
                batches[member * batching.maxSize() + size++] = queue.request(place);
            } else {
                passedOver[passed++] = place;
            }
        }
        for (int i = passed - 1; i >= 0; i--) {
            queue.move(passedOver[i], place - passed + i);
        }
        queue.drop(place - passed);
        return size;
    }

    /** Requests of one group run apart, so that one instance does not delay two of them. */
    private boolean joins(int member, int size, long request) {
        if (idle.length == 1) {
            return true;
        }
        for (int i = 0; i < size; i++) {
            if (Requests.group(batches[member * batching.maxSize() + i]) == Requests.group(request)) {
                return false;
            }
        }
        return true;
    }
}
