package io.parm.inference;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One instance of a pool, with what the pool knows of it. Touched under the pool's lock only. */
final class PoolMember {

    /** The last use of an instance that failed in it: it comes after all others. */
    static final long FAILED_LAST = -1;

    /** The last use of an instance that has had none: it comes before all others. */
    private static final long NONE_YET = Long.MAX_VALUE;

    private final Instance instance;
    private final String place;
    private final int maxOutstanding;
    private final Outliers.Health health;
    private final InstanceCounters counters;
    private final Set<String> groups = new HashSet<>();
    private long lastUse = NONE_YET;
    private boolean leaving;

    /** A batch on its way through an instance; {@code allowedMs} is how long it may take. */
    record Call(PoolMember member, List<WaitingRequest> batch, long sinceMs, long allowedMs) {}

    /**
     * @param place what fails together with the instance: its zone, or its host
     * @param maxOutstanding calls that it may hold at once
     */
    PoolMember(Instance instance, String place, int maxOutstanding, Outliers.Health health, InstanceCounters counters) {
        this.instance = instance;
        this.place = place;
        this.maxOutstanding = maxOutstanding;
        this.health = health;
        this.counters = counters;
    }

    Instance instance() {
        return instance;
    }

    String place() {
        return place;
    }

    Outliers.Health health() {
        return health;
    }

    InstanceCounters counters() {
        return counters;
    }

    boolean hasRoom() {
        return !leaving && health.outstanding() < maxOutstanding;
    }

    boolean holds(String group) {
        return groups.contains(group);
    }

    /** Larger for the one that was used later, and largest before the first use; {@link #FAILED_LAST} after a failure. */
    long lastUse() {
        return lastUse;
    }

    void takes(WaitingRequest waiting) {
        if (!waiting.request().group().isEmpty()) {
            groups.add(waiting.request().group());
        }
    }

    void gaveBack(List<WaitingRequest> batch, long use) {
        for (WaitingRequest waiting : batch) {
            groups.remove(waiting.request().group());
        }
        lastUse = use;
    }

    /** From now on it gets no more work. */
    void leave() {
        leaving = true;
    }

    boolean hasLeft() {
        return leaving && health.outstanding() == 0;
    }
}
