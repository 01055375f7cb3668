package io.parm.job.operator;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.runtime.state.heap.HeapPriorityQueue;

/** The groups of a subtask that are not over, by id and by when they are due. Not thread-safe; hot. */
final class LiveGroups<G extends DueGroup> {

    private static final int INITIAL_CAPACITY = 64;

    private final Map<String, G> byId = new HashMap<>();
    private final HeapPriorityQueue<G> byTime =
            new HeapPriorityQueue<>((one, other) -> Long.compare(one.dueMs(), other.dueMs()), INITIAL_CAPACITY);

    private G last;

    /** The group of this id, or {@code null}. Mostly it is the one that was asked for last. */
    G find(String id) {
        if (last == null || !last.id().equals(id)) {
            last = byId.get(id);
        }
        return last;
    }

    /** Adds a group whose id is new. */
    void add(G group) {
        byId.put(group.id(), group);
        byTime.add(group);
        last = group;
    }

    void remove(G group) {
        byId.remove(group.id());
        byTime.remove(group);
        last = null;
    }

    /** A group is due at another time. */
    void move(G group, long dueMs) {
        group.dueAt(dueMs);
        byTime.adjustModifiedElement(group);
    }

    /** When the first one is due, or {@link EarliestTimer#NEVER}. */
    long nextDueMs() {
        G first = byTime.peek();
        return first == null ? EarliestTimer.NEVER : first.dueMs();
    }

    /** The group that is due first, if it is by then; otherwise {@code null}. */
    G due(long timeMs) {
        return nextDueMs() <= timeMs ? byTime.peek() : null;
    }

    /** All of them, in no order. */
    Collection<G> all() {
        return byId.values();
    }
}
