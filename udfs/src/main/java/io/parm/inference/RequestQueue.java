package io.parm.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What waits for an instance: requests that can still be on time before those that cannot, each in order of arrival; bounded.
 *
 * <p>A request can be on time if one inference more, as long as nine in ten have been lately, ends before its deadline. Under a load
 * above capacity the head is always the request that is next to be late: by the mean instead of the longer time, much of what the
 * instances work on would be late. When the queue is full, the oldest request that is late anyway makes room. Not thread-safe; hot.
 */
final class RequestQueue {

    /** How many requests a batch may pass over, per request it has room for, to find ones that suit the instance. */
    private static final int LOOK_AHEAD = 4;

    private final int capacity;
    private final Deque<WaitingRequest> onTime = new ArrayDeque<>();
    private final Deque<WaitingRequest> late = new ArrayDeque<>();

    /** What a pull found. */
    record Pulled(List<WaitingRequest> batch, List<WaitingRequest> expired) {}

    /** @param capacity requests that may wait, at least 1 */
    RequestQueue(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Adds a request.
     *
     * @param inferenceMs how long an inference takes
     * @return what there is no room for: the oldest late request, or this one if none is late; {@code null} if there is room
     */
    WaitingRequest add(WaitingRequest waiting, long nowMs, long inferenceMs) {
        WaitingRequest refused = null;
        if (size() >= capacity) {
            setLateAside(nowMs, inferenceMs);
            refused = late.isEmpty() ? waiting : late.remove();
        }
        if (refused != waiting) {
            onTime.add(waiting);
        }
        return refused;
    }

    /** The request whose turn it is, or {@code null}. */
    WaitingRequest head(long nowMs, long inferenceMs) {
        setLateAside(nowMs, inferenceMs);
        return onTime.isEmpty() ? late.peek() : onTime.peek();
    }

    /**
     * Takes the head and what else of the next ones suits, up to a batch, dropping what is past its give-up on the way.
     *
     * @param suits asked once for each request that may join, in order; the head is taken only if it suits too
     */
    Pulled pull(int batchMaxSize, long nowMs, long inferenceMs, Predicate<WaitingRequest> suits) {
        setLateAside(nowMs, inferenceMs);
        Pulled pulled = new Pulled(new ArrayList<>(), new ArrayList<>());
        take(onTime, batchMaxSize, nowMs, suits, pulled);
        take(late, batchMaxSize, nowMs, suits, pulled);
        return pulled;
    }

    int size() {
        return onTime.size() + late.size();
    }

    /** Takes everything. */
    List<WaitingRequest> drain() {
        List<WaitingRequest> all = new ArrayList<>(onTime);
        all.addAll(late);
        onTime.clear();
        late.clear();
        return all;
    }

    private static void take(
            Deque<WaitingRequest> from, int batchMaxSize, long nowMs, Predicate<WaitingRequest> suits, Pulled pulled) {
        Iterator<WaitingRequest> requests = from.iterator();
        int passedOver = 0;
        while (requests.hasNext() && pulled.batch().size() < batchMaxSize && passedOver < LOOK_AHEAD * batchMaxSize) {
            WaitingRequest next = requests.next();
            if (nowMs >= next.request().giveUpMs()) {
                requests.remove();
                pulled.expired().add(next);
            } else if (suits.test(next)) {
                requests.remove();
                pulled.batch().add(next);
            } else {
                passedOver++;
            }
        }
    }

    /** Deadlines differ by query, but mostly come in order of arrival: the first that is on time ends the search. */
    private void setLateAside(long nowMs, long inferenceMs) {
        while (!onTime.isEmpty()
                && nowMs + inferenceMs >= onTime.peek().request().deadlineMs()) {
            late.add(onTime.remove());
        }
    }
}
