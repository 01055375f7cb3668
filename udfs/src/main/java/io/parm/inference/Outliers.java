package io.parm.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Decides which instances of a pool get no work for a while: those that fail, and those far slower than their peers.
 *
 * <p>An instance is out for a while that doubles each time. Then it is asked whether it is ready, and if so one call probes it: it is
 * in again if that succeeds as fast as its peers' calls do. Of an instance that holds an overdue call nothing is known yet, but it gets
 * no more work until the call ends. Never more than a share of the pool is left out, so that a slow model or network does not empty it.
 * Not thread-safe; time is told, so that simulated instances are left out by the same rule.
 */
public final class Outliers {

    private static final int ENOUGH_CALLS = 10;

    /** One long call is a hiccup. */
    private static final int SLOW_CALLS_IN_A_ROW = 5;

    private static final double WEIGHT_OF_NEWEST = 0.2;

    private final EjectionLimits limits;
    private final List<Health> members = new ArrayList<>();
    private long ejections;

    /** What is known of one instance. */
    public static final class Health {
        private final List<Long> callsSinceMs = new ArrayList<>();
        private int failuresInARow;
        private int slowInARow;
        private int calls;
        private double latencyMs;
        private int timesOut;
        private boolean out;
        private boolean asked;
        private boolean ready;
        private long outUntilMs;
        private long lastOutMs;
        private long inSinceMs = Long.MIN_VALUE / 2;

        /** Calls that it holds. */
        int outstanding() {
            return callsSinceMs.size();
        }

        private boolean isKnown() {
            return !out && calls >= ENOUGH_CALLS;
        }

        private void measured(long callMs) {
            latencyMs = calls == 0 ? callMs : latencyMs + WEIGHT_OF_NEWEST * (callMs - latencyMs);
            calls++;
        }

        private void comeIn(long nowMs) {
            out = false;
            inSinceMs = nowMs;
            calls = 0;
        }
    }

    public Outliers(EjectionLimits limits) {
        this.limits = limits;
    }

    /** A new instance, which is in. */
    public Health add() {
        Health health = new Health();
        members.add(health);
        return health;
    }

    void remove(Health health) {
        members.remove(health);
    }

    /** A call begins. */
    public void began(Health health, long nowMs) {
        health.callsSinceMs.add(nowMs);
    }

    /** A call that began at {@code sinceMs} came back with outputs. */
    public void succeeded(Health health, long sinceMs, long nowMs) {
        health.callsSinceMs.remove(sinceMs);
        health.failuresInARow = 0;
        long callMs = nowMs - sinceMs;
        if (health.out) {
            if (isSlow(health, callMs)) {
                leaveOut(health, nowMs);
            } else {
                health.comeIn(nowMs);
            }
            return;
        }
        health.measured(callMs);
        health.slowInARow = isSlow(health, callMs) ? health.slowInARow + 1 : 0;
        if (health.slowInARow >= SLOW_CALLS_IN_A_ROW) {
            eject(health, nowMs);
        }
    }

    /**
     * A call that began at {@code sinceMs} failed.
     *
     * @param allowedMs how long it was allowed to take: one that ran out of less time than is normal says nothing
     */
    void failed(Health health, long sinceMs, long allowedMs, long nowMs) {
        health.callsSinceMs.remove(sinceMs);
        if (nowMs - sinceMs >= allowedMs && allowedMs <= slowFrom(health)) {
            return;
        }
        health.failuresInARow++;
        if (health.out) {
            leaveOut(health, nowMs);
        } else if (health.failuresInARow >= limits.failures()) {
            eject(health, nowMs);
        }
    }

    /** Whether it is time to ask an instance that is out whether it is ready; it is asked once. */
    public boolean isToBeAsked(Health health, long nowMs) {
        boolean due = health.out && !health.asked && nowMs >= health.outUntilMs;
        health.asked |= due;
        return due;
    }

    /** An instance that was asked said whether it is ready. */
    public void answered(Health health, boolean ready, long nowMs) {
        if (ready) {
            health.ready = true;
        } else {
            leaveOut(health, nowMs);
        }
    }

    /** Whether an instance is to be given the call that probes it. */
    public boolean isToBeProbed(Health health) {
        return health.out && health.ready && health.outstanding() == 0;
    }

    /** Whether an instance may be given a call. */
    public boolean admits(Health health, long nowMs) {
        if (health.out) {
            return isToBeProbed(health);
        }
        return !isOverdue(health, nowMs) || heldBack(nowMs) > allowedOut();
    }

    /** Instances that are left out. */
    int out() {
        int out = 0;
        for (Health member : members) {
            out += member.out ? 1 : 0;
        }
        return out;
    }

    /** How often an instance was left out. */
    long ejections() {
        return ejections;
    }

    private void eject(Health health, long nowMs) {
        if (out() < allowedOut()) {
            leaveOut(health, nowMs);
        }
    }

    private void leaveOut(Health health, long nowMs) {
        boolean relapse = health.out || nowMs - health.inSinceMs <= health.lastOutMs;
        health.timesOut = relapse ? health.timesOut + 1 : 1;
        long doubled = limits.baseMs() << Math.min(health.timesOut - 1, 30);
        health.lastOutMs = Math.min(doubled, limits.maxMs());
        health.outUntilMs = nowMs + health.lastOutMs;
        health.out = true;
        health.asked = false;
        health.ready = false;
        health.failuresInARow = 0;
        health.slowInARow = 0;
        ejections++;
    }

    /** One of two may be out although it is half of them; a single one never. */
    private int allowedOut() {
        return Math.min((int) (limits.maxShare() * members.size()), members.size() - 1);
    }

    private int heldBack(long nowMs) {
        int heldBack = 0;
        for (Health member : members) {
            heldBack += member.out || isOverdue(member, nowMs) ? 1 : 0;
        }
        return heldBack;
    }

    private boolean isOverdue(Health health, long nowMs) {
        return health.outstanding() > 0 && isSlow(health, nowMs - Collections.min(health.callsSinceMs));
    }

    /** Most calls are short, and then the peers need not be looked at. */
    private boolean isSlow(Health health, long callMs) {
        return callMs > limits.slowMs() && callMs > slowFrom(health);
    }

    /** Milliseconds above which a call of this instance is slow: by its peers' median, if they are known. */
    private double slowFrom(Health health) {
        double[] peers = new double[members.size()];
        int known = 0;
        for (Health member : members) {
            if (member != health && member.isKnown()) {
                peers[known++] = member.latencyMs;
            }
        }
        if (known == 0) {
            return Double.POSITIVE_INFINITY;
        }
        Arrays.sort(peers, 0, known);
        return Math.max(limits.slowMs(), limits.slowFactor() * peers[known / 2]);
    }
}
