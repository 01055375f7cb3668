package io.parm.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The instances of a pool, and which of them serves next: of those that have room and are not left out, one that no other request of
 * the group depends on, then the one with the fewest calls, then one that has not run yet, so that no peak meets it cold, then the
 * one that ran last, which has its weights in the cache.
 *
 * <p>That a group's requests run apart is a wish: an instance with room never idles for it. Not thread-safe; hot.
 */
final class Members {

    private static final int SAME_INSTANCE = 4;
    private static final int SAME_PLACE = 2;
    private static final int PLACE_OF_THE_OTHER_POOL = 1;

    private final PoolSettings settings;
    private final Outliers outliers;
    private final List<PoolMember> members = new ArrayList<>();
    private final Map<String, InstanceCounters> counters = new HashMap<>();
    private final PoolListener listener;
    private GroupPlaces places = GroupPlaces.APART;
    private long uses;

    Members(PoolSettings settings, PoolListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.outliers = new Outliers(settings.ejection());
    }

    Outliers outliers() {
        return outliers;
    }

    /** Returns the instance's counters if none of its name was there before; one that comes again goes on with those it had. */
    Optional<InstanceCounters> add(Instance instance, String place) {
        boolean isNew = !counters.containsKey(instance.name());
        InstanceCounters own = counters.computeIfAbsent(instance.name(), name -> new InstanceCounters());
        members.add(new PoolMember(instance, place, settings.outstanding(), outliers.add(), own));
        return isNew ? Optional.of(own) : Optional.empty();
    }

    /** Returns whether it holds nothing, and has left already. */
    boolean leave(Instance instance) {
        for (PoolMember member : members) {
            if (member.instance() == instance) {
                member.leave();
                outliers.remove(member.health());
                return member.hasLeft() && members.remove(member);
            }
        }
        return false;
    }

    void keepApart(GroupPlaces groupPlaces) {
        places = groupPlaces;
    }

    List<Instance> instances() {
        return members.stream().map(PoolMember::instance).toList();
    }

    int busy() {
        int busy = 0;
        for (PoolMember member : members) {
            busy += member.health().outstanding() > 0 ? 1 : 0;
        }
        return busy;
    }

    /** Requests that they hold. */
    int held() {
        int held = 0;
        for (InstanceCounters instance : counters.values()) {
            held += instance.held();
        }
        return held;
    }

    /** Instances that were left out and are to be asked now whether they are ready. */
    List<PoolMember> toBeAsked(long nowMs) {
        if (outliers.out() == 0) {
            return List.of();
        }
        return members.stream()
                .filter(member -> outliers.isToBeAsked(member.health(), nowMs))
                .toList();
    }

    /** The instance that serves a request of this group, or {@code null} if none can. */
    PoolMember choose(String group, long nowMs) {
        Set<String> held = placesThatHold(group);
        PoolMember best = null;
        int bestConflict = 0;
        for (PoolMember member : members) {
            if (!member.hasRoom() || !outliers.admits(member.health(), nowMs)) {
                continue;
            }
            if (outliers.isToBeProbed(member.health())) {
                return member;
            }
            int conflict = conflict(member, group, held);
            if (best == null || conflict < bestConflict || conflict == bestConflict && isBefore(member, best)) {
                best = member;
                bestConflict = conflict;
            }
        }
        return best;
    }

    /** Whether a request may join the batch of an instance; it has joined then. */
    boolean joins(PoolMember member, WaitingRequest waiting, boolean isHead) {
        boolean joins =
                isHead || members.size() == 1 || !member.holds(waiting.request().group());
        if (joins) {
            member.takes(waiting);
        }
        return joins;
    }

    PoolMember.Call begin(PoolMember member, List<WaitingRequest> batch, long nowMs) {
        outliers.began(member.health(), nowMs);
        member.counters().took(batch.size());
        long giveUpMs = Long.MIN_VALUE;
        for (WaitingRequest waiting : batch) {
            listener.waited(Math.max(0, nowMs - waiting.sinceMs()));
            giveUpMs = Math.max(giveUpMs, waiting.request().giveUpMs());
        }
        return new PoolMember.Call(member, batch, nowMs, giveUpMs - nowMs);
    }

    /** Returns whether the instance has left with this call. */
    boolean end(PoolMember.Call call, boolean good, long nowMs) {
        PoolMember member = call.member();
        if (good) {
            outliers.succeeded(member.health(), call.sinceMs(), nowMs);
        } else {
            outliers.failed(member.health(), call.sinceMs(), call.allowedMs(), nowMs);
        }
        // One that failed waits until all others are busy.
        member.gaveBack(call.batch(), good ? ++uses : PoolMember.FAILED_LAST);
        return member.hasLeft() && members.remove(member);
    }

    private Set<String> placesThatHold(String group) {
        if (group.isEmpty()) {
            return Set.of();
        }
        Set<String> held = new HashSet<>();
        for (PoolMember member : members) {
            if (member.holds(group)) {
                held.add(member.place());
            }
        }
        return held;
    }

    private int conflict(PoolMember member, String group, Set<String> held) {
        return (member.holds(group) ? SAME_INSTANCE : 0)
                + (held.contains(member.place()) ? SAME_PLACE : 0)
                + (places.avoids(group, member.place()) ? PLACE_OF_THE_OTHER_POOL : 0);
    }

    private static boolean isBefore(PoolMember member, PoolMember other) {
        int calls =
                Integer.compare(member.health().outstanding(), other.health().outstanding());
        return calls < 0 || calls == 0 && member.lastUse() > other.lastUse();
    }
}
